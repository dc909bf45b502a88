// Measures an SMS: Cognito's units, and the segments that a phone network makes of it.

// The characters of GSM 03.38. Those of the extension table count as two.
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENDED = new Set("^{}\\[~]|€\f");

export function measure(text) {
  const characters = [...text];
  const gsm = characters.every((c) => BASIC.has(c) || EXTENDED.has(c));
  const units = gsm
    ? characters.reduce((sum, c) => sum + (EXTENDED.has(c) ? 2 : 1), 0)
    : text.length;
  const [one, each] = gsm ? [160, 153] : [70, 67];
  return {
    length: text.length,
    encoding: gsm ? "GSM-7" : "UCS-2",
    segments: units <= one ? 1 : Math.ceil(units / each),
  };
}
