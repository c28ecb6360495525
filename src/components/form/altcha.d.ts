declare module "altcha/i18n/zh-cn";
