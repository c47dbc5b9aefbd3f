/** The shapes that cross a border. Everything else is inferred from the JavaScript itself. */

type Platform = 'linkedin' | 'x';
type Dialect = 'sdui' | 'ember' | 'x';
type Surface = 'post' | 'comment' | 'reply' | 'repost';
type Stance = 'own_company' | 'competitor' | 'customer' | 'other';
type Severity = 'note' | 'warn' | 'confirm';
type Language = 'de' | 'en';
type Texts = Record<Language, string>;

// ---- rules: what the two twins (backend/rules/judge/judge.py, content/rules/judge.js) take and give ----

interface Target { stance: Stance; name?: string; text?: string; text_complete?: boolean }

/** What the user types. Never leaves the page unless a share or an asked-for check carries it. */
interface Draft {
  platform: Platform;
  surface: Surface;
  text: string;
  /** language of the text where known; absent = the judge counts function words */
  lang?: Language;
  target: Target | null;
  /** ISO 8601, UTC */
  now: string;
  /** true = every embargo counts, whatever the day (labelled cases) */
  embargoes_in_force?: boolean;
}

interface Fix { kind: 'insert_start' | 'insert_end' | 'replace'; text: string }

interface Finding {
  rule: string;
  label: string;
  severity: Severity;
  /** code points [start, end) of the draft as typed; null when the rule speaks about the whole draft */
  span: [number, number] | null;
  message: string;
  why: string;
  /** paragraph of the guideline, and the law or guidance behind the rule */
  guideline: string;
  source: string;
  fix: Fix | null;
}

interface Verdict { release: number; findings: Finding[] }

/** A page or account whose stance the organisation has listed. `id`: slug on LinkedIn, handle on X, lower case. */
interface ListedPage { stance: Stance; platform: Platform; kind: 'company' | 'person'; id: string; name: string }

/** A frozen, compiled set of rules (backend/rules/compiler/release.schema.json has every field the judge reads). */
interface Release {
  format: 3;
  number: number;
  installation: string;
  organisation: { name: string; pages: ListedPage[]; competitors: string[]; own: string[] };
  function_words: Partial<Record<Language, string[]>>;
  [field: string]: unknown;
}

// ---- sites: what an adapter (content/sites/linkedin.js, x.js) tells the features ----

interface Author {
  name: string | null;
  kind: 'person' | 'company' | null;
  /** profile or company slug, or handle without @; lower case */
  id: string | null;
  /** the line under the name, where the site shows one */
  headline: string | null;
}

interface Post {
  element: Element;
  /** URN on LinkedIn, status id on X; null when the page does not tell */
  id: string | null;
  permalink: string | null;
  author: Author | null;
  promoted: boolean;
  text: string;
  /** false when the site shows "… more" */
  textComplete: boolean;
}

interface Composer {
  /** the element the user types in */
  editor: HTMLElement;
  library: 'tiptap' | 'quill' | 'draft' | 'textarea';
  surface: Surface;
  /** the post that is answered or shared; null for a post of one's own */
  target: Post | null;
  /** false when two hooks disagree: features keep quiet */
  sure: boolean;
  /** the site's box around the editor: the card stands beside it and never over it */
  box: Element;
  /** where our host must live: nearest dialog, shadow root, or body */
  layer: Element | ShadowRoot;
}

/** The button below a post, and whether the post is liked now. */
interface Like { button: Element; liked: boolean }

interface Site {
  name: Platform;
  /** false on surfaces that are never read: messages, search, sign-in, settings */
  readable(url: URL): boolean;
  /** the element whose children are the feed, of several the one in sight; the only one that is observed */
  feed(doc: Document): Element | null;
  /** every post below root (root included) */
  posts(root: ParentNode): Element[];
  readPost(element: Element): Post;
  /** the post around an element of it */
  postAt(element: Element): Element | null;
  /** null where the page shows no such button */
  like(post: Element): Like | null;
  /** the composer an element (of an event's path) belongs to; null = never read */
  composerOf(element: Element): Composer | null;
  /** the site's own submit button of this composer, null while the site shows none */
  submitOf(composer: Composer): HTMLElement | null;
  /** does this key event submit the composer? */
  submitsByKey(event: KeyboardEvent): boolean;
  /** where a suggestion may stand for this post: a node to put it after; null = nowhere */
  slotAfter(post: Element): Element | null;
  /** is this address the site's feed, where posts must be found, and where alone something is suggested? */
  isFeed(url: URL): boolean;

  // What no feature needs: saved pages are probed with it (e2e/probe.py), and so it is found out which hooks still hold.
  /** which dialect this document speaks, null when it is none we know */
  dialect(doc: Document): Dialect | null;
  /** every element with a comment's key; LinkedIn nests one comment in up to three of them */
  comments(root: ParentNode): Element[];
  /** open editors of the page (shadow roots of the site included) */
  composers(doc: Document): Composer[];
  /** how often each tier of each hook hit, best tier first; free of content */
  hits(): Record<string, number[]>;
}

/** Selectors as data, per site: name of the hook -> selectors, best first (served by the backend, packaged as fallback). */
type SiteHooks = Record<string, string[]>;
interface Hooks { version: number; linkedin: SiteHooks; x: SiteHooks }

// ---- storage.local: what the worker synced, readable by content scripts ----

/** What somebody wrote instead of a caption, by the caption's id. */
type OwnWords = Record<string, string>;
/**
 * `is_question`: asked of the employee, who answers in words of their own; `used`: how many colleagues at least posted it
 * as it is, 0: fewer than five
 */
interface Caption { id: string; platform: Platform | 'any'; language: Language; text: string; is_question?: boolean; used?: number }
interface Topic { name: string; words: string[] }
/** `url` is empty for a text that needs no link; `suggest_from`: not everybody is to see it beside posts at once */
interface FeedItem {
  id: string; url: string; title: string; source: string; language: Language;
  topics: Topic[]; captions: Caption[]; pinned: boolean; suggest_from?: string; valid_until: string | null;
}
/** A text, or a tag with what is in it; of a link, its address first. */
type GuidelineNode = string | GuidelineNode[];
/** A paragraph of the guidelines. `names`: what a finding's `guideline` calls it; none for the words below the title. */
interface GuidelinePart { names: string[]; title: string; body: GuidelineNode[] }
interface Guideline { title: string; parts: GuidelinePart[] }
/** Where we work on a site: in its page, in the side panel with nothing of ours in the page, or not at all. */
type Mode = 'page' | 'panel' | 'off';
interface Settings {
  language: Language | null;
  /** the employee's own choice; absent = as the organisation chose */
  sites: Partial<Record<Platform, Mode>>;
  /** `engagement`: off until the employee says yes */
  features: { check: boolean; suggest: boolean; share: boolean; engagement: boolean };
  /** the choice before the site was switched off */
  sitesBefore: Partial<Record<Platform, Mode>>;
  rulesOff: string[];
  snoozedUntil: number;
}
interface Stored {
  release: { body: Release; hash: string };
  /** the rest of the release, which only the judge reads, as JSON */
  rules: string;
  hooks: Hooks;
  feed: { items: FeedItem[] };
  /** by language, as JSON: read where somebody asks why */
  guidelines: string;
  settings: Settings;
  /** in the language the employee chose, where it is not the browser's, or in German with Sie; by their key in `_locales` */
  words: { language: Language; isFormal: boolean; texts: Record<string, string> };
  /** the organisation's choice; its 'off' holds for everybody */
  modes: Partial<Record<Platform, Mode>>;
  /** may it be told what comes of warnings? */
  sendsOutcomes: boolean;
  /** items shown or refused, with the day: never twice the same day, never again when unwanted */
  suggested: Record<string, string>;
}

// ---- messages ----

/** From content to worker, and no others (see docs: none carries a draft, a token, settings or an address). */
type ContentMessage =
  | { type: 'prepareShare'; item: string; caption: string; platform: Platform; text: string; acknowledged: string[] }
  | { type: 'shareSent'; code: string }
  | { type: 'shareAnyway'; code: string }
  | { type: 'engagement'; kind: 'comment' | 'like' | 'unlike'; platform: Platform; post: string }
  | { type: 'health'; site: Platform; fault: Fault; hooks: number }
  | { type: 'outcome'; rule: string; release: number; outcome: Outcome }
  | { type: 'feedback'; id: string; rule: string; wrong: boolean };

/** From the extension's own pages to the worker. */
type PageMessage =
  | { type: 'status' }
  | { type: 'sync' }
  | { type: 'signIn' }
  | { type: 'signOut' }
  | { type: 'openPage'; path: string }
  | { type: 'setServer'; url: string }
  | { type: 'choose'; name: 'wants_points' | 'on_leaderboard' | 'sends_outcomes'; on: boolean }
  | { type: 'remind'; item: string; at: number }
  | { type: 'forgetReminder'; item: string }
  | { type: 'openShare'; share: string }
  | { type: 'confirmShare'; share: string; posted: boolean }
  | { type: 'acknowledge'; version: number }
  | { type: 'knowBrowser'; id: string }
  | { type: 'tip'; url: string; title: string; note: string }
  | { type: 'forgetTip'; key: string }
  | Extract<ContentMessage, { type: 'prepareShare' }>;

type Failure = { ok: false; error: { code: string; message: string; hint?: string; findings?: Finding[] } };
type Reply<T = object> = ({ ok: true } & T) | Failure;

/**
 * What a content script tells the popup about its tab. `forAll`: does everybody see the same there, as on no feed? `looks`: how
 * often it asked itself whether it understands the feed, of which nothing else is seen.
 */
interface TabState { mode: Mode; readable: boolean; forAll: boolean; fault: Fault | null; looks: number }

/** What came of a warning: mended before posting, switched off from the card, posted as it was, not posted. */
type Outcome = 'followed' | 'dismissed' | 'ignored' | 'shown';

/** What an adapter misses on a feed (content/health.js). */
type Fault = 'no_posts' | 'no_authors' | 'no_texts' | 'no_ids';

/** Something switched off from the card: the words that say so, whether it still is, the way back. */
interface Switched {
  said: string;
  holds: () => boolean;
  undo: () => void;
  kept?: Promise<boolean>;
}

/** `kept`: could the browser keep it? */
type Setting = Switched & { kept: Promise<boolean> };

/**
 * What the card shows. `holding`: the submit was asked back once, by a button of this name ('' where it has none);
 * `failed`: why a fix could not be written; `told`: what the menu did.
 */
type View =
  | { kind: 'idle' }
  | { kind: 'fine' }
  | { kind: 'notice'; text: string }
  | { kind: 'told'; text: string }
  | { kind: 'unable'; message: string }
  | { kind: 'finding'; findings: Finding[]; holding: string | null; failed: string | null };

// ---- where a guest stands: pixels of the window ----

interface Size { width: number; height: number }
/** `room`: as high it may soon become. */
interface Growing extends Size { room: number }
interface Bounds { left: number; top: number; right: number; bottom: number }
/** `height`: what the guest may use there; the rest it has to scroll. */
interface Spot { left: number; top: number; height: number }

/** What goes with a picture that is shown. */
interface Showing {
  /** stands for it where there is no room */
  small?: HTMLElement | null;
  /** it comes all the same */
  asked?: boolean;
  /** what a screen reader hears, in `lang` where that is not the card's */
  spoken?: string;
  lang?: string;
  /** the part that must be in sight where not all is */
  opened?: HTMLElement | null;
}

/** Where a card stands. */
interface Place {
  show(picture: HTMLElement | null, told?: Showing): void;
  /** come back if the page removed it */
  stay?(): void;
  /** is it the one shown there? */
  isSeen?(): boolean;
  picture(): HTMLElement | null;
}

/** What the employee may do in the card. */
interface Actions {
  takeFix(finding: Finding): void;
  hideHere(): void;
  snooze(): void;
  ruleOff(finding: Finding): void;
  wrong(finding: Finding): void;
  siteOff(): void;
  undo(): void;
  seen(): void;
  leave(): void;
}

/** From a tab to the side panel (`site`: where quiet mode is on), over a connection of their own: the worker hears nothing of it. */
interface Mirrored { site: Platform | null; view: View; suggestion: { item: string; topic: string } | null }
/** From the side panel to the tab. `about`: the rule, or the item suggested. */
interface Acted { act: keyof Actions | 'suggestionDone'; about: string | null }

/** A submit: with what text, and when. */
interface Press {
  text: string;
  at: number;
}

/**
 * An editor that is watched; `submitted` and `held` are the last press that went through, with the desk of what was
 * answered then, and the last that was asked back.
 */
interface Open {
  composer: Composer;
  desk: Desk;
  end: AbortController;
  submitted: (Press & { desk: Desk }) | null;
  held: Press | null;
}

/** What the features make of one open editor; `watch` calls it. */
interface Desk {
  changed(text: string): void;
  /** true = ask back this once */
  submitting(text: string): boolean;
  sent(text: string): void;
  again(): void;
  /** had it anything to go to? */
  focus(): boolean;
  /** was something open in the card, and is shut now? */
  fold(): boolean;
  /** has it something in the page now? */
  isSeen(): boolean;
}
