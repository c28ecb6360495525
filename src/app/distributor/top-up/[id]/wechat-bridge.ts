type Bridge = { invoke(name: string, params: Record<string, string>, done: (answer: { err_msg: string }) => void): void };

/** Opens WeChat's own window over the page. What it answers is a hint: the server asks WeChat. */
export function payInWechat(params: Record<string, string>, done: () => void): void {
  const bridge = () => (window as { WeixinJSBridge?: Bridge }).WeixinJSBridge;
  const open = () => bridge()?.invoke("getBrandWCPayRequest", params, done);
  if (bridge()) open();
  else document.addEventListener("WeixinJSBridgeReady", open, { once: true });
}
