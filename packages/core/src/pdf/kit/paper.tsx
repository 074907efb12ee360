/** The document and its A4 pages: language, title, margins, and a foot with the page's number on each. */
import { Document, Page, Text, View } from "../react-pdf.ts";
import type { ReactNode } from "react";
import { now } from "../../lib/clock.ts";
import { printable } from "../font/index.ts";
import { GAP, INK, MARGIN, RULE, SIZE, SOFT } from "./theme.ts";

export interface PaperProps {
  /** What a reader's window and a screen reader announce: `Invoice INV-0001`. */
  title: string;
  /** Who issues it. */
  author: string;
  /** One line at the foot of every page. */
  foot: string;
  children: ReactNode;
}

/** A whole document; its children flow over as many pages as they need. */
export const Paper = ({ title, author, foot, children }: PaperProps) => (
  <Document
    title={title}
    author={author}
    language="en-GB"
    creator="Practice Hub"
    producer="Practice Hub"
    creationDate={new Date(now())}
  >
    <Page
      size="A4"
      style={{
        paddingTop: MARGIN.top,
        paddingBottom: MARGIN.bottom,
        paddingHorizontal: MARGIN.side,
        fontSize: SIZE.text,
        color: INK,
      }}
    >
      {children}
      <Foot>{foot}</Foot>
    </Page>
  </Document>
);

const Foot = ({ children }: { children: string }) => (
  <View
    fixed
    style={{
      position: "absolute",
      left: MARGIN.side,
      right: MARGIN.side,
      bottom: 26,
      paddingTop: GAP.m,
      borderTopWidth: 0.5,
      borderTopColor: RULE,
      flexDirection: "row",
      justifyContent: "space-between",
      fontSize: SIZE.small,
      color: SOFT,
    }}
  >
    <Text style={{ flex: 1, paddingRight: GAP.l }}>{printable(children)}</Text>
    <Text render={({ pageNumber, totalPages }) => `Page ${pageNumber} of ${totalPages}`} />
  </View>
);
