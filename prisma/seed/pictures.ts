/** Pictures of the demo's products, drawn here so that no stock photo is needed: a gradient and one plain sign each. */
const frame = (from: string, to: string, sign: string) => `
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600">
  <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs>
  <rect width="800" height="600" fill="url(#g)"/>
  <circle cx="690" cy="70" r="210" fill="#fff" opacity=".09"/><circle cx="90" cy="560" r="260" fill="#fff" opacity=".07"/>
  <g transform="translate(400 300)" fill="none" stroke="#fff" stroke-width="22" stroke-linecap="round" stroke-linejoin="round">${sign}</g>
</svg>`;

const screen = `<rect x="-150" y="-110" width="300" height="200" rx="26"/><path d="M-60 140h120"/><path d="M-28 -58l78 48-78 48z" fill="#fff"/>`;
const crown = `<path d="M-140 90l-26-170 92 72 74-118 74 118 92-72-26 170z" fill="#fff" fill-opacity=".18"/><path d="M-140 142h280"/>`;
const ticket = `<path d="M-180 -90h360v58a34 34 0 0 0 0 66v58h-360v-58a34 34 0 0 0 0-66z"/><path d="M50 -78v30M50 -14v30M50 50v30"/>`;
const dumbbell = `<path d="M-90 0h180"/><path d="M-120 -70v140M-170 -40v80M120 -70v140M170 -40v80"/>`;
const book = `<path d="M0 -80c-50-34-110-40-170-34v190c60-6 120 0 170 34 50-34 110-40 170-34v-190c-60-6-120 0-170 34z"/><path d="M0 -80v190"/>`;
const cup = `<path d="M-120 -50h210v90a90 90 0 0 1-90 90h-30a90 90 0 0 1-90-90z"/><path d="M90 -20h30a46 46 0 0 1 0 92h-36"/><path d="M-60 -140v46M-10 -150v56M40 -140v46"/>`;

export const pictures: Record<string, string> = {
  影视会员月卡: frame("#4338ca", "#7c3aed", screen),
  影视会员年卡: frame("#0f172a", "#b45309", crown),
  "2D 通兑电影票": frame("#9f1239", "#e11d48", ticket),
  健身周卡: frame("#065f46", "#10b981", dumbbell),
  "职场英语 30 天训练营": frame("#075985", "#0ea5e9", book),
  "咖啡 30 元代金券": frame("#451a03", "#a16207", cup),
};
