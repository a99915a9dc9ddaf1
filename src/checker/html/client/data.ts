/** The JSON in the page, from which its script draws the timelines. */

/** A kind of span, such as `execute`; its start and its end; and its whole duration if the timeline has only a part. */
export type SpanData = readonly [kind: string, startMs: number, endMs: number, wholeMs?: number];

/** A kind of mark, such as `callback`, and its time. */
export type MarkData = readonly [kind: string, atMs: number];

export interface LaneData {
  readonly id: string;
  /** Which thread it is. */
  readonly note: string;
  readonly spans: readonly SpanData[];
  readonly marks: readonly MarkData[];
  readonly beats: readonly number[];
}

export interface ProcessData {
  readonly startMs: number;
  readonly endMs: number;
  readonly lanes: readonly LaneData[];
}

/** Where a finding of the list is in the timelines. */
export interface FindingData {
  readonly severity: string;
  readonly message: string;
  /** Indexes; `undefined` if it belongs to none. */
  readonly process?: number | undefined;
  readonly lane?: number | undefined;
  readonly atMs?: number | undefined;
}

/** Texts of the script. `{name}` stands for a value. */
export interface TextsData {
  readonly range: string;
  readonly shown: string;
  readonly entry: string;
  readonly moment: string;
  readonly several: string;
  readonly lane: string;
  readonly finding: string;
  readonly tableCaption: string;
  readonly tableMore: string;
  readonly columns: readonly string[];
}

export interface ScriptData {
  readonly texts: TextsData;
  /** What each kind is called. A span and a mark can have the same kind. */
  readonly spans: Readonly<Record<string, string>>;
  readonly marks: Readonly<Record<string, string>>;
  /** The letters that stand for marks. */
  readonly letters: Readonly<Record<string, string>>;
  /** In the order of the page. */
  readonly processes: readonly ProcessData[];
  readonly findings: readonly FindingData[];
}
