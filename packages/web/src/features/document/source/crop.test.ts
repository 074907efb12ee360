import fc from "fast-check";
import { expect, it } from "vitest";
import { cropOf } from "./crop.ts";

const edge = fc.integer({ min: 0, max: 999 });
const size = fc.record({ width: fc.integer({ min: 1, max: 8000 }), height: fc.integer({ min: 1, max: 8000 }) });

it("whatever the box and the picture, the window shows the whole box, nothing beyond the picture, and undistorted", () => {
  fc.assert(
    fc.property(edge, edge, edge, edge, size, (y, x, tall, wide, picture) => {
      const box = { top: y, left: x, bottom: Math.min(1000, y + 1 + tall), right: Math.min(1000, x + 1 + wide) };
      const { widthPx, ratio, image } = cropOf(box, picture);
      const heightPx = widthPx / ratio;
      // The picture as it stands behind the window, in pixels of the window.
      const shown = {
        width: (image.width / 100) * widthPx,
        left: (image.left / 100) * widthPx,
        top: (image.top / 100) * heightPx,
      };
      const height = (shown.width * picture.height) / picture.width;
      const near = 1e-6 * Math.max(1, shown.width, height);
      expect(shown.left).toBeLessThanOrEqual(near);
      expect(shown.top).toBeLessThanOrEqual(near);
      expect(shown.left + shown.width).toBeGreaterThanOrEqual(widthPx - near);
      expect(shown.top + height).toBeGreaterThanOrEqual(heightPx - near);
      expect(shown.left + (box.left / 1000) * shown.width).toBeGreaterThanOrEqual(-near);
      expect(shown.left + (box.right / 1000) * shown.width).toBeLessThanOrEqual(widthPx + near);
      expect(shown.top + (box.top / 1000) * height).toBeGreaterThanOrEqual(-near);
      expect(shown.top + (box.bottom / 1000) * height).toBeLessThanOrEqual(heightPx + near);
      expect(Math.min(widthPx, heightPx)).toBeLessThanOrEqual(88 + near);
      expect(ratio >= 1 || heightPx <= 260 + near).toBe(true);
    }),
    { numRuns: 300 },
  );
});
