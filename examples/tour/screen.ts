import type { WriteStream } from "node:tty";

/** Where the tour writes: coloured and with phases that move in a terminal, plain lines when piped. */
export interface Screen {
  /** The head of a page: its number, its name and what it is for. */
  page(number: string, title: string, about: string): void;
  /** A step begins: the call as one would write it. */
  call(code: string): void;
  /** What is going on while a step waits; the last value stays. */
  moving(value: string): void;
  /** The part of the answer that matters. */
  answer(text: string): void;
  /** What it means. */
  meaning(text: string): void;
  /** A step ended: as it should, or with what is wrong. */
  done(problem?: string): void;
  line(text?: string): void;
}

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

const codes = { bold: "1", dim: "2", red: "31", green: "32", yellow: "33", cyan: "36" } as const;

export function screenOn(out: Output | WriteStream, environment: Record<string, string | undefined> = {}): Screen {
  const terminal = out.isTTY === true && environment["TERM"] !== "dumb";
  const coloured = terminal && !environment["NO_COLOR"];
  const paint = (style: keyof typeof codes, text: string) => (coloured ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
  const write = (text: string) => out.write(text);
  let seen: string[] = [];
  let current = "";

  /** Ends the line on which phases move. */
  const settle = () => {
    if (seen.length === 0) return;
    const trail = seen.join(" → ");
    write(terminal ? `\r\u001b[2K    ${paint("yellow", trail)}\n` : `    ${trail}\n`);
    seen = [];
  };

  return {
    page(number, title, about) {
      write(`\n${paint("bold", `${number}  ${title}`)}\n${paint("dim", `     ${about}`)}\n`);
    },
    call(code) {
      current = code;
      write(terminal ? `  ${paint("dim", "·")} ${paint("cyan", code)}` : `  ${code}`);
      write("\n");
    },
    moving(value) {
      if (seen.at(-1) === value) return;
      seen.push(value);
      if (terminal) write(`\r\u001b[2K    ${paint("yellow", seen.join(" → "))}`);
    },
    answer(text) {
      settle();
      for (const line of text.split("\n")) write(`    ${line}\n`);
    },
    meaning(text) {
      settle();
      write(`    ${paint("dim", text)}\n`);
    },
    done(problem) {
      settle();
      if (problem === undefined) write(`    ${paint("green", "✓ as it should be")}\n`);
      else write(`    ${paint("red", "✗ not as it should be")}: ${problem}\n      in ${current}\n`);
    },
    line(text = "") {
      write(`${text}\n`);
    },
  };
}
