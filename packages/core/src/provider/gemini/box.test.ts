import fc from "fast-check";
import { expect, it } from "vitest";
import { around, boxOf, shown } from "./box.ts";
import { bare, type Orientation } from "./picture.ts";

const edge = fc.oneof(fc.integer({ min: -50, max: 1050 }), fc.constantFrom(Number.NaN, null, "300", Infinity));
it("a place is a part of the page that covers something, or none: nothing a model says is an error", () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(edge, { maxLength: 5 }), fc.jsonValue()), (said) => {
      const box = boxOf(said);
      if (box === null) return;
      const { top, left, bottom, right } = box;
      expect([top, left, bottom, right]).toEqual(said);
      expect(top >= 0 && left >= 0 && top < bottom && left < right && bottom <= 1000 && right <= 1000).toBe(true);
    }),
    { numRuns: 500 },
  );
  expect(boxOf([100, 200, 300, 400])).toEqual({ top: 100, left: 200, bottom: 300, right: 400 });
  for (const wrong of [[300, 200, 100, 400], [5, 5, 5, 9], [0, 0, 1001, 9], [1, 2, 3], null, "[1,2,3,4]"])
    expect(boxOf(wrong)).toBeNull();
  expect(around([])).toBeNull();
});

it("a turned photo's place is where a viewer shows it", () => {
  const box = { top: 100, left: 200, bottom: 150, right: 600 };
  // A quarter clockwise: the bottom left corner of the stored pixels becomes the top left one.
  expect(shown(box, 6)).toEqual({ top: 200, left: 850, bottom: 600, right: 900 });
  expect(shown(box, 3)).toEqual({ top: 850, left: 400, bottom: 900, right: 800 });
  expect(shown(shown(box, 6), 8)).toEqual(box);
  for (const orientation of [1, 2, 3, 4, 5, 7] as const)
    expect(shown(shown(box, orientation), orientation)).toEqual(box);
});

const chunk = (type: string, data: Buffer) => {
  const size = Buffer.alloc(4);
  return { size, type: Buffer.from(type, "latin1"), data };
};
/** Exif of one entry: how it is turned. */
const tiff = (orientation: number) =>
  Buffer.concat([
    Buffer.from("4d4d002a0000000800010112000300000001", "hex"),
    Buffer.from([0, orientation, 0, 0, 0, 0, 0, 0]),
  ]);
const PLACE = Buffer.from("GPS 51.5N 0.1W");

function png(orientation: number | null): Buffer {
  const part = (type: string, data: Buffer) => {
    const one = chunk(type, data);
    one.size.writeUInt32BE(data.length);
    return Buffer.concat([one.size, one.type, data, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    part("IHDR", Buffer.alloc(13)),
    ...(orientation === null ? [] : [part("eXIf", tiff(orientation)), part("tEXt", PLACE)]),
    part("IEND", Buffer.alloc(0)),
  ]);
}
function webp(orientation: number | null): Buffer {
  const part = (type: string, data: Buffer) => {
    const one = chunk(type, data);
    one.size.writeUInt32LE(data.length);
    return Buffer.concat([one.type, one.size, data, Buffer.alloc(data.length % 2)]);
  };
  const notes = orientation === null ? [] : [part("EXIF", tiff(orientation)), part("XMP ", PLACE)];
  const parts = [part("VP8X", Buffer.from([notes.length > 0 ? 0x0c : 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])), ...notes];
  const body = Buffer.concat([Buffer.from("WEBP"), ...parts, part("VP8 ", Buffer.from("pixels"))]);
  const head = Buffer.concat([Buffer.from("RIFF"), Buffer.alloc(4)]);
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
function jpeg(orientation: number | null): Buffer {
  const part = (marker: number, data: Buffer) => Buffer.concat([Buffer.from([0xff, marker, 0, data.length + 2]), data]);
  const exif = Buffer.concat([Buffer.from("Exif\0\0"), tiff(orientation ?? 1), PLACE]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...(orientation === null ? [] : [part(0xe1, exif), part(0xfe, PLACE)]),
    part(0xe2, Buffer.from("ICC_PROFILE\0colours")),
    part(0xda, Buffer.from([1, 1])),
    Buffer.from("pixels"),
  ]);
}

it.each([
  ["image/jpeg", jpeg, 6],
  ["image/png", png, null],
  ["image/webp", webp, null],
] as const)(
  "a %s leaves the house without the place where it was taken, and with every pixel",
  (type, make, turned) => {
    expect(bare(make(6), type)).toEqual({ bytes: new Uint8Array(make(null)), orientation: turned });
    expect(bare(make(1), type)).toEqual({ bytes: new Uint8Array(make(null)), orientation: 1 satisfies Orientation });
  },
);

it("what cannot be taken apart is given as it is, whose places nobody can find again", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(jpeg, png, webp), fc.nat(90), (noise, make, cut) => {
      const file = new Uint8Array(Buffer.concat([make(6).subarray(0, cut), noise]));
      for (const type of ["image/jpeg", "image/png", "image/webp", "image/heic"])
        expect(bare(file, type).bytes.length).toBeLessThanOrEqual(Math.max(file.length, 12));
    }),
    { numRuns: 200 },
  );
  const half = new Uint8Array(jpeg(6).subarray(0, 30));
  expect(bare(half, "image/jpeg")).toEqual({ bytes: half, orientation: null });
});
