/** React-pdf as we use it. Everything takes it from here, because pdfkit must be told to load no fonts of its own first. */
import "./font/own-only.ts";

export { Document, type DocumentProps, Font, Image, Page, renderToBuffer, Text, View } from "@react-pdf/renderer";
