/** What a compiled release holds besides its outer fields; backend/rules/compiler/release.schema.json says what each means. */

interface CompiledRule {
  id: string; label: string; severity: Severity;
  surface?: Surface[]; target?: (Stance | 'none')[]; org?: string[];
  tie?: { draft: number[]; target: number[] };
  all?: number[][]; at_least?: [number, number[][]][]; none?: number[]; none_near?: number[];
  target_all?: number[][]; target_none?: number[];
  within?: number; mark?: number[];
  message: number; why: number; guideline: string; source: string;
  fix?: { kind: Fix['kind']; text: number };
}

interface PhraseTree { steps: number[]; ways: number[]; ends: number[]; out: number[] }

interface CompiledLine {
  lexicon: number; count?: number; places?: [string, number][]; anywhere?: 1; surely?: Language; unless?: Language;
}

interface CompiledRelease extends Release {
  organisation: Release['organisation'] & { listed: boolean; quiet_periods: [number, number][] };
  fold: { map: Record<string, [string, string]>; breaks: number[]; emoji: number[] };
  abbreviations: string[];
  function_words: Record<Language, string[]>;
  words: [string, ...number[]][];
  kinds: Record<string, number[]>;
  lists: Record<string, number[]>;
  names: [string, 0 | 1, [number, string] | null][];
  name_phrases: PhraseTree;
  phrases: PhraseTree;
  lines: CompiledLine[];
  texts: Texts[];
  rules: CompiledRule[];
  context: number;
}
