import { type RefObject, useEffect, useRef, useState } from "react";

/** An element that takes dropped files, and whether files hang over it. What a pointer drops, a button offers too. */
export function useDrop(onFiles: (files: FileList) => void): [RefObject<HTMLElement | null>, boolean] {
  const element = useRef<HTMLElement>(null);
  const latest = useRef(onFiles);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const zone = element.current;
    if (!zone) return;
    const over = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const leave = () => setOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) latest.current(event.dataTransfer.files);
    };
    zone.addEventListener("dragover", over);
    zone.addEventListener("dragleave", leave);
    zone.addEventListener("drop", drop);
    return () => {
      zone.removeEventListener("dragover", over);
      zone.removeEventListener("dragleave", leave);
      zone.removeEventListener("drop", drop);
    };
  }, []);
  return [element, isOver];
}
