/**
 * The look of every mail (F37, F38): Arial, a centred 600 px column, one blue button. Inline styles only, because mail
 * programs drop stylesheets. React escapes every name.
 */
import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Html } from "@react-email/html";
import { Link } from "@react-email/link";
import { Preview } from "@react-email/preview";
import { Text } from "@react-email/text";
import type { ReactNode } from "react";

const FONT = "Arial, Helvetica, sans-serif";
const text = { fontSize: "16px", lineHeight: "24px", color: "#1f2937", margin: "0 0 16px" };
const small = { ...text, fontSize: "13px", lineHeight: "20px", color: "#4b5563" };
const button = {
  backgroundColor: "#3b82f6",
  color: "#ffffff",
  padding: "12px 24px",
  borderRadius: "6px",
  fontSize: "16px",
  textDecoration: "none",
  display: "inline-block",
};

/** `preview` is the line that inboxes show beside the subject. */
export function Layout({ preview, heading, children }: { preview: string; heading: string; children: ReactNode }) {
  return (
    <Html lang="en-GB">
      <Head />
      <Preview>{preview}</Preview>
      <Body style={{ backgroundColor: "#ffffff", fontFamily: FONT, margin: "0", padding: "0" }}>
        <Container style={{ width: "100%", maxWidth: "600px", margin: "0 auto", padding: "20px", fontFamily: FONT }}>
          <Heading as="h1" style={{ fontSize: "24px", lineHeight: "32px", color: "#111827", margin: "0 0 16px" }}>
            {heading}
          </Heading>
          {children}
        </Container>
      </Body>
    </Html>
  );
}

export const Paragraph = ({ children }: { children: ReactNode }) => <Text style={text}>{children}</Text>;
export const SmallPrint = ({ children }: { children: ReactNode }) => <Text style={small}>{children}</Text>;

/** A text with its line breaks. */
export const Lines = ({ children }: { children: string }) =>
  children.split("\n").map((line, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- lines of one text never move
    <span key={index}>
      {index > 0 ? <br /> : null}
      {line}
    </span>
  ));

/** The button, and its address in full for mail programs that show none. */
export function Action({ url, children }: { url: string; children: string }) {
  return (
    <>
      <Text style={text}>
        <Button href={url} style={button}>
          {children}
        </Button>
      </Text>
      <SmallPrint>
        If the button does not work, open this address: <Link href={url}>{url}</Link>
      </SmallPrint>
    </>
  );
}

const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/London" });
/** `24 November 2026 at 09:30`, London time. */
export const until = (instant: string): string => when.format(new Date(instant));

const longDay = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
/** `24 November 2026`, from `2026-11-24`. */
export const longDate = (day: string): string => longDay.format(new Date(`${day}T00:00:00Z`));
