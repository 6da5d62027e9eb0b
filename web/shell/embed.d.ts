/**
 * Therapy Tally in a page of your own.
 *
 * Two lines are enough; embed.js stands beside your copy of the site:
 *
 * ```html
 * <script src="https://your-copy/embed.js" async></script>
 * <therapy-tally view="units" codes="97530 97110" locality="94601"></therapy-tally>
 * ```
 *
 * Everything is worked out in the visitor's browser, in a frame of your copy.
 * The frame stores nothing and sends nothing. With the attribute events your
 * page receives the totals that the visitor sees, and the frame says so.
 * Money in events is whole cents; in answers it is text such as "35.07".
 */

export type View = "units" | "patient" | "both";
export type Language = "en" | "es";
export type Theme = "light" | "dark" | "auto";
export type Discipline = "PT" | "OT" | "SLP";

/** Exactly one of the three. Amounts are text with at most two decimals. */
export type Rate =
  | { percentOfMedicare: string }
  | { perUnit: Record<string, string>; otherwise?: string }
  | { perVisit: string };

export interface Payer {
  kind?: "medicare" | "medicare-advantage" | "commercial" | "medicaid" | "self-pay";
  unitRule?: "cms" | "ama";
  participation?: "par" | "nonpar-assigned" | "nonpar-unassigned";
  qp?: boolean;
  unitCap?: number;
  rate?: Rate;
  mppr?: boolean;
  edits?: boolean;
}

export interface Coverage {
  deductibleRemaining?: string;
  coinsurance?: string;
  copay?: string;
  deductibleApplies?: boolean;
  outOfPocketRemaining?: string;
  qmb?: boolean;
  secondary?: { deductible?: boolean; coinsurance?: string };
  yearly?: { deductible?: string; outOfPocket?: string };
}

/** The clinic's own prices: the attribute data-rates holds them as JSON. */
export interface Rates {
  cash?: Rate;
  contracts?: { name: string; payer: Payer; coverage: Coverage }[];
}

export interface Service {
  code: string;
  minutes?: number;
  assistantMinutes?: number;
  units?: number;
  distinct?: "" | "59" | "XE" | "XP" | "XS" | "XU";
  charge?: string;
  modifiers?: string[];
}

export interface Visit {
  /** YYYY-MM-DD */
  date: string;
  discipline: Discipline;
  services: Service[];
  setting?: "private-practice" | "institutional";
  pos?: string;
  locality?: string;
  zip?: string;
  payer?: Payer;
  coverage?: Coverage;
  yearToDate?: { ptSlp?: string; ot?: string };
  prefer?: string[];
  kxJustified?: boolean;
  abn?: boolean;
}

export interface Course {
  visit: Visit;
  episode: {
    perWeek: number;
    weeks: number;
    weekdays?: string[];
    /** false leaves out the visits whose prices are not published yet; else the latest prices count */
    assumeNextYear?: boolean;
  };
}

/** A visit that cannot be estimated: the field, and why. Nothing is guessed. */
export interface Refused { error: { field: string; reason: string } }

export interface Line {
  code: string;
  units: number;
  modifiers: string[];
  status: "payable" | "denied" | "bundled" | "not-covered" | "unpriced";
  allowed?: string;
  planPays?: string;
  patient?: string;
}

export interface Estimate {
  date: string;
  releases: Record<string, string>;
  units: { rule: "cms" | "ama"; timedMinutes: number; timedUnits: number; byCode: Record<string, number> };
  lines: Line[];
  totals: { allowed?: string; planPays?: string; patient?: string; partial: boolean; [amount: string]: unknown };
  findings: { id: string; severity: "blocks" | "reduces" | "warns" | "notes"; message: string; fix: string }[];
  /** Every step, on request. */
  trace?: unknown;
}

export interface CourseEstimate {
  visits: { n: number; date: string; allowed?: string; patient?: string; assumed: boolean; unpublished?: boolean }[];
  /** visits are those in the sums; assumed are those of them with prices of another year */
  totals: { allowed?: string; patient?: string; partial: boolean; visits: number; assumed: number; [amount: string]: unknown };
  milestones: { kind: string; n: number; date: string }[];
  findings: Estimate["findings"];
}

export interface Options { /** with every step of the arithmetic */ trace?: boolean }

/**
 * Every promise settles. It is rejected with an Error that says why, where the
 * question has more than 262,144 characters or is no JSON, where 256 questions
 * are waiting, where the frame is blocked or could not be loaded (known 5
 * seconds after the attempt), where the element is removed, and where no answer
 * came in two minutes.
 */
export interface Estimator {
  /**
   * Estimates one visit.
   *
   * @example
   * const answer = await TherapyTally.estimate({
   *   date: "2026-08-03",
   *   discipline: "PT",
   *   services: [
   *     { code: "97530", minutes: 30 },
   *     { code: "97110", minutes: 15 },
   *     { code: "97140", minutes: 15 },
   *   ],
   * });
   * return answer.totals.allowed; // "103.54"
   *
   * @example
   * const answer = await TherapyTally.estimate({ date: "2026-08-03", discipline: "PT", services: [] });
   * return answer.error.field; // "services"
   */
  estimate(visit: Visit | string, options?: Options): Promise<Estimate | Refused>;
  /**
   * Estimates a course of visits.
   *
   * @example
   * const course = await TherapyTally.episode({
   *   visit: { date: "2026-08-03", discipline: "PT", services: [{ code: "97530", minutes: 30 }] },
   *   episode: { perWeek: 2, weeks: 3 },
   * });
   * return String(course.visits.length); // "6"
   */
  episode(course: Course | string, options?: Options): Promise<CourseEstimate | Refused>;
}

/**
 * Whole cents and counts of what the visitor sees; what is unknown is left out.
 * The event estimate carries them, to an element with the attribute events.
 */
export interface Numbers {
  minutes?: number;
  units?: number;
  allowedCents?: number;
  planPaysCents?: number;
  patientCents?: number;
  /** visits in the cents of the course */
  visits?: number;
  nextLowCents?: number;
  nextHighCents?: number;
  courseLowCents?: number;
  courseHighCents?: number;
}

/**
 * The element. Its attributes may change at any time.
 *
 * @example
 * const tally = document.createElement("therapy-tally");
 * tally.setAttribute("view", "units");
 * document.body.append(tally);
 * const answer = await tally.estimate({
 *   date: "2026-08-03", discipline: "PT", services: [{ code: "97530", minutes: 23 }],
 * });
 * tally.remove();
 * return String(answer.units.timedUnits); // "2"
 */
export interface TherapyTallyElement extends HTMLElement, Estimator {
  addEventListener(type: "estimate", listener: (event: CustomEvent<Numbers>) => void): void;
  addEventListener(type: "height", listener: (event: CustomEvent<{ px: number }>) => void): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject): void;
}

/**
 * Attributes of <therapy-tally>. One that cannot be meant is named in the
 * frame, in the place of the estimator.
 */
export interface Attributes {
  view?: View;
  language?: Language;
  theme?: Theme;
  /** #rrggbb; darkened or lightened until it can be read (4.5:1) */
  accent?: string;
  discipline?: Discipline;
  /** the clinic's usual codes, with blanks or commas between them */
  codes?: string;
  /** a ZIP, a Medicare locality such as 01112-05, or national */
  locality?: string;
  /** who pays to begin with: medicare, cash, or a contract's name; without it no visitor's plan is assumed */
  payer?: string;
  /** Rates as JSON */
  "data-rates"?: string;
  /** the event estimate is sent; the frame tells the visitor that your page receives the totals */
  events?: "";
  /** the frame's own title for screen readers */
  title?: string;
  /** runs the frame without an origin of its own */
  sandbox?: "";
}

declare global {
  const TherapyTally: Readonly<Estimator>;
  interface HTMLElementTagNameMap { "therapy-tally": TherapyTallyElement }
}
