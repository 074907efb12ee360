/** Papers of the demo: a PDF of a few lines, and a picture. Invented, and made here so that nothing has to be shipped. */
import { crc32, deflateSync } from "node:zlib";

/** One A4 page with a title and lines of text. */
export function pdf(title: string, lines: readonly string[]): Buffer {
  const escape = (text: string) => text.replaceAll(/[\\()]/g, String.raw`\$&`);
  const text = [
    `BT /F1 20 Tf 72 760 Td (${escape(title)}) Tj ET`,
    ...lines.map((line, n) => `BT /F1 11 Tf 72 ${724 - n * 18} Td (${escape(line)}) Tj ET`),
  ].join("\n");
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
  ];
  let file = "%PDF-1.7\n";
  const places = objects.map((body, n) => {
    const at = file.length;
    file += `${n + 1} 0 obj${body}endobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join("")}`;
  const trailer = `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + trailer, "latin1");
}

/** A card as a camera would see it: two plain colours, `width` by `height` pixels. */
export function png(width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const isCard = x > width * 0.1 && x < width * 0.9 && y > height * 0.15 && y < height * 0.85;
      rows.set(isCard ? [214, 222, 238] : [92, 100, 120], y * (width * 3 + 1) + 1 + x * 3);
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // eight bits of red, green and blue
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), data.length + 8);
  return out;
}
