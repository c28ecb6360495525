import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from "react-email";

/** The one shape of our mails: a heading, a few sentences, at most one button, small print. Inline styles: mail programs know no others. */
export type LetterProps = {
  locale: string;
  brand: string;
  title: string;
  paragraphs: string[];
  action?: { label: string; href: string; hint: string };
  note?: string;
  footer: string;
};

const font = '-apple-system,"PingFang SC","Microsoft YaHei","Segoe UI",Roboto,Helvetica,Arial,sans-serif';
const ink = "#1b1f27";
const quiet = "#667085";

export function Letter({ locale, brand, title, paragraphs, action, note, footer }: LetterProps) {
  return (
    <Html lang={locale}>
      <Head />
      <Preview>{paragraphs[0] ?? title}</Preview>
      <Body style={{ margin: 0, padding: "32px 12px", backgroundColor: "#f5f6f8", fontFamily: font, color: ink }}>
        <Container style={{ maxWidth: 520, margin: "0 auto" }}>
          <Text style={{ margin: "0 4px 16px", fontSize: 15, fontWeight: 600 }}>{brand}</Text>
          <Section
            style={{ backgroundColor: "#ffffff", border: "1px solid #e4e7ec", borderRadius: 12, padding: "28px 28px 20px" }}
          >
            <Heading as="h1" style={{ margin: "0 0 16px", fontSize: 20, lineHeight: "28px", fontWeight: 600 }}>
              {title}
            </Heading>
            {paragraphs.map((text) => (
              <Text key={text} style={{ margin: "0 0 14px", fontSize: 15, lineHeight: "24px" }}>
                {text}
              </Text>
            ))}
            {action ? <Action {...action} /> : null}
            {note ? (
              <>
                <Hr style={{ margin: "20px 0 14px", borderColor: "#eef0f3" }} />
                <Text style={{ margin: 0, fontSize: 13, lineHeight: "20px", color: quiet }}>{note}</Text>
              </>
            ) : null}
          </Section>
          <Text style={{ margin: "16px 4px 0", fontSize: 12, lineHeight: "18px", color: quiet }}>{footer}</Text>
        </Container>
      </Body>
    </Html>
  );
}

function Action({ label, href, hint }: NonNullable<LetterProps["action"]>) {
  const button = {
    display: "inline-block",
    padding: "11px 20px",
    borderRadius: 8,
    backgroundColor: "#2456e6",
    color: "#ffffff",
    fontSize: 15,
    fontWeight: 600,
    textDecoration: "none",
  };
  return (
    <>
      <Section style={{ margin: "8px 0 16px" }}>
        <Button href={href} style={button}>
          {label}
        </Button>
      </Section>
      <Text style={{ margin: "0 0 8px", fontSize: 13, lineHeight: "20px", color: quiet }}>
        {hint}
        <br />
        <Link href={href} style={{ color: "#2456e6", wordBreak: "break-all" }}>
          {href}
        </Link>
      </Text>
    </>
  );
}
