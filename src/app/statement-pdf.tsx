import path from "node:path";
import { Document, Font, Page, renderToBuffer, StyleSheet, Text, View } from "@react-pdf/renderer";
import type { StatementFile } from "./statement-file.ts";

/** Loaded only by its route: the font alone is 10 MB a weight. */
const family = "Noto Sans SC";
const font = (name: string) =>
  path.join(process.cwd(), "node_modules/@expo-google-fonts/noto-sans-sc", name, `NotoSansSC_${name}.ttf`);
Font.register({
  family,
  fonts: [
    { src: font("400Regular"), fontWeight: 400 },
    { src: font("700Bold"), fontWeight: 700 },
  ],
});
// Chinese breaks between any two characters; the empty parts keep a hyphen from being put there. Other words stay whole.
Font.registerHyphenationCallback((word) =>
  /[\u2e80-\u9fff\uff00-\uffef]/.test(word) ? Array.from(word).flatMap((sign) => [sign, ""]) : [word],
);

const ink = "#14181f";
const muted = "#626b7a";
const line = "#dfe3e8";
const styles = StyleSheet.create({
  page: { fontFamily: family, fontSize: 8, color: ink, paddingVertical: 40, paddingHorizontal: 36 },
  head: { flexDirection: "row", justifyContent: "space-between", alignItems: "flex-end", marginBottom: 16 },
  heading: { fontSize: 18, fontWeight: 700 },
  muted: { color: muted },
  facts: { flexDirection: "row", flexWrap: "wrap", borderTopWidth: 1, borderColor: line, paddingTop: 10 },
  fact: { width: "33.3%", marginBottom: 8, paddingRight: 8 },
  factLabel: { color: muted, fontSize: 7, marginBottom: 2 },
  factValue: { fontSize: 9 },
  figures: { flexDirection: "row", marginVertical: 8, backgroundColor: "#f5f6f8", borderRadius: 4, padding: 10 },
  figure: { flex: 1 },
  figureValue: { fontSize: 13, fontWeight: 700 },
  row: { flexDirection: "row", borderBottomWidth: 0.5, borderColor: line, paddingVertical: 3.5 },
  header: { color: muted, fontSize: 7, borderBottomWidth: 1 },
  total: { fontWeight: 700, fontSize: 9, borderBottomWidth: 0 },
  left: { paddingRight: 4, maxLines: 1, textOverflow: "ellipsis" },
  right: { textAlign: "right", maxLines: 1 },
  note: { color: muted, fontSize: 7, marginTop: 3 },
  footer: {
    position: "absolute",
    bottom: 20,
    left: 36,
    right: 36,
    flexDirection: "row",
    justifyContent: "space-between",
    fontSize: 7,
  },
});
type Share = `${number}%`;
const widths: Share[] = ["4%", "10%", "20%", "15%", "15%", "5%", "13%", "8%", "10%"];
const right = (index: number) => index >= 6;

export const renderStatementPdf = (file: StatementFile): Promise<Buffer> => renderToBuffer(<StatementPdf file={file} />);

/** Rows are of one height, so pages are cut here: left to itself the renderer lays all that follows out again on each page. */
const firstPage = 28;
const otherPage = 38;

function pagesOf(rows: StatementFile["rows"]): StatementFile["rows"][] {
  const pages = [rows.slice(0, firstPage)];
  for (let at = firstPage; at < rows.length; at += otherPage) pages.push(rows.slice(at, at + otherPage));
  return pages;
}

function StatementPdf({ file }: { file: StatementFile }) {
  const pages = pagesOf(file.rows);
  return (
    <Document title={`${file.heading} ${file.no}`} author={file.operator} creator="Kayisu" producer="Kayisu">
      {pages.map((rows, index) => (
        <Page key={String(rows[0]?.[0] ?? 0)} size="A4" style={styles.page} wrap={index === pages.length - 1}>
          {index === 0 ? <Head file={file} /> : null}
          <Row cells={file.header} style={styles.header} />
          {rows.map((cells) => (
            <Row key={String(cells[0])} cells={cells.map(String)} />
          ))}
          {index === pages.length - 1 ? <Foot file={file} /> : null}
          <View style={styles.footer} fixed>
            <Text style={styles.muted}>{file.no}</Text>
            <Text style={styles.muted} render={({ pageNumber, totalPages }) => file.words.page(pageNumber, totalPages)} />
          </View>
        </Page>
      ))}
    </Document>
  );
}

function Head({ file }: { file: StatementFile }) {
  return (
    <>
      <View style={styles.head}>
        <Text style={styles.heading}>{file.heading}</Text>
        <Text style={styles.muted}>{file.operator}</Text>
      </View>
      <Facts facts={file.facts} />
      <View style={styles.figures}>
        {file.figures.map(([label, value]) => (
          <View key={label} style={styles.figure}>
            <Text style={styles.factLabel}>{label}</Text>
            <Text style={styles.figureValue}>¥{value}</Text>
          </View>
        ))}
      </View>
    </>
  );
}

function Foot({ file }: { file: StatementFile }) {
  const rest = file.lineCount - file.rows.length;
  return (
    <>
      <Row cells={[file.total[0], "", "", "", "", "", "", "", file.total[1]]} style={styles.total} whole />
      {rest > 0 ? <Text style={styles.note}>{file.words.rest(file.rows.length, rest)}</Text> : null}
      {file.notes.map((note) => (
        <Text key={note} style={styles.note}>
          {note}
        </Text>
      ))}
    </>
  );
}

function Facts({ facts }: { facts: [string, string][] }) {
  return (
    <View style={styles.facts}>
      {facts.map(([label, value]) => (
        <View key={label} style={styles.fact}>
          <Text style={styles.factLabel}>{label}</Text>
          <Text style={styles.factValue}>{value}</Text>
        </View>
      ))}
    </View>
  );
}

type Styles = ReturnType<typeof StyleSheet.create>;
type RowProps = { cells: string[]; style?: Styles[string]; whole?: boolean };

/** `whole` gives the last cell the room of the empty ones before it. */
function Row({ cells, style = {}, whole }: RowProps) {
  return (
    <View style={[styles.row, style]} wrap={false}>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the column
        <Text key={index} style={[{ width: widthOf(cells, index, whole) }, right(index) ? styles.right : styles.left]}>
          {cell}
        </Text>
      ))}
    </View>
  );
}

function widthOf(cells: string[], index: number, whole?: boolean): Share {
  if (!whole) return widths[index] ?? "0%";
  if (index === 0) return "60%";
  return index === cells.length - 1 ? "40%" : "0%";
}
