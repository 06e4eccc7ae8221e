/* espouse: who takes which side on what, read off news.
 *
 * Typical use:
 *
 *     struct esp_error error = {0};
 *     esp_engine *engine = esp_engine_new(&(struct esp_engine_options){
 *         .lexicons = "lexicons/korea", .model = "models/korea"}, &error);
 *     esp_analysis *analysis = esp_analysis_new(engine, &error);
 *     esp_reader *reader = esp_reader_open("article.txt", ESP_INPUT_AUTO, &error);
 *     struct esp_article article;
 *     while (esp_reader_next(reader, &article, &error) == 1)
 *         if (esp_analysis_run(analysis, &article, &error) == ESP_OK)
 *             for (size_t i = 0; i < esp_analysis_evidence_count(analysis); i++) ...
 *
 * Text is UTF-8 everywhere. Offsets are Unicode code points of the article's text, from 0, end-exclusive.
 * Threads: an engine is constant once made and may be shared by any number of threads; an analysis and a
 * reader belong to one thread at a time. The library prints nothing, never exits, sets no locale, draws
 * no random numbers and keeps no global state.
 * Memory: whatever a function returns a pointer to belongs to the object it was asked of and lives until
 * that object is run again, advanced or freed, unless the function says otherwise. */
#ifndef ESPOUSE_H
#define ESPOUSE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ESP_API __attribute__((visibility("default")))

/* ---- errors -------------------------------------------------------------------------------------- */

enum esp_status {
    ESP_OK = 0,
    ESP_NOMEM,   /* out of memory; objects made before stay usable */
    ESP_IO,      /* a file cannot be read or written */
    ESP_INPUT,   /* an article or a labelled file is not what it should be */
    ESP_LEXICON, /* a lexicon cannot be loaded */
    ESP_MODEL,   /* a model folder cannot be loaded, or does not fit the lexicons */
    ESP_USAGE    /* a call that makes no sense: an unknown stage, a negative size */
};

/* What went wrong and where. Belongs to the caller, who clears it ({0}) before the first call; every
 * function takes it as its last parameter, which may be NULL. The first error stays: a function that
 * finds one already set leaves it, adding only a missing place. */
struct esp_error {
    enum esp_status status;
    char where[256];        /* file or document, "" if none; cut with "..." at the front if longer */
    long line;              /* from 1; 0 if none */
    long column;            /* from 1, in code points; 0 if none */
    char text[512];         /* what is wrong and, if it helps, what would be right; no stop, no line end */
};

/* Writes "where:line:column: text" (without the parts that are missing) into buffer, cut to size, always
 * terminated. Returns buffer. */
ESP_API char *esp_error_format(const struct esp_error *error, char *buffer, size_t size);

/* ---- sinks --------------------------------------------------------------------------------------- */

/* Receives output in pieces. Returns 0 to go on, anything else to stop: the caller then gets ESP_IO. */
typedef int (*esp_write_fn)(void *context, const char *data, size_t length);

/* ---- articles ------------------------------------------------------------------------------------ */

enum esp_input { ESP_INPUT_AUTO, ESP_INPUT_TEXT, ESP_INPUT_HTML, ESP_INPUT_JSONL };

/* One article. Fields that are not known are NULL. */
struct esp_article {
    const char *id;     /* the JSON id, else the path; "-" for standard input */
    const char *title;  /* headline when it came apart from the text (JSON, HTML); NULL when it is the text's first line */
    const char *date;   /* "YYYY-MM-DD" */
    const char *source; /* who published it */
    const char *genre;  /* as given by the input: news, state-media, transcript, official, op-ed ... */
    const char *text;   /* UTF-8; what offsets count in. For HTML the text extracted from the page */
    size_t length;      /* bytes in text */
    long line;          /* line of the input that it begins on, from 1 */
};

typedef struct esp_reader esp_reader;

/* Opens a file, or standard input for "-". The format is recognised from the content when AUTO.
 * NULL on error (ESP_IO, ESP_NOMEM). Free with esp_reader_close. */
ESP_API esp_reader *esp_reader_open(const char *path, enum esp_input input, struct esp_error *error);

/* The same over bytes in memory, which must outlive the reader. name is used as id and in messages. */
ESP_API esp_reader *esp_reader_open_memory(const char *name, const void *data, size_t length, enum esp_input input,
                                           struct esp_error *error);

/* Fills article, valid until the next call. Returns 1 with an article, 0 at the end, -1 on an error. After
 * ESP_INPUT (a bad line of JSON, bad UTF-8) article->id is set where it is known and the next call goes on
 * behind the bad article; after any other error the next call returns 0. */
ESP_API int esp_reader_next(esp_reader *reader, struct esp_article *article, struct esp_error *error);

ESP_API void esp_reader_close(esp_reader *reader); /* NULL is allowed */

/* ---- engine -------------------------------------------------------------------------------------- */

typedef struct esp_engine esp_engine;

struct esp_engine_options {
    const char *lexicons; /* a domain's folder; NULL: no domain, which leaves the attributions and no actors or targets */
    const char *general;  /* folder of the general lists; NULL: the folder above lexicons */
    const char *model;    /* model folder; NULL: analyse without scoring (every stage before the model) */
    double min_confidence; /* 0 to 1: evidence whose stance is less probable is undecided and no part of a score */
    int no_jit;           /* nonzero: PCRE2 without its just-in-time compiler */
};

/* Loads lexicons and model. NULL on error (ESP_LEXICON, ESP_MODEL, ESP_IO, ESP_NOMEM; ESP_USAGE: min_confidence is no
 * number from 0 to 1). */
ESP_API esp_engine *esp_engine_new(const struct esp_engine_options *options, struct esp_error *error);
ESP_API void esp_engine_free(esp_engine *engine); /* after its analyses; NULL is allowed */

/* Actors and targets of the domain, in the order in which tables show them. id ("seoul") or label ("Seoul"). */
ESP_API size_t esp_engine_actor_count(const esp_engine *engine);
ESP_API size_t esp_engine_target_count(const esp_engine *engine);
ESP_API const char *esp_engine_actor_id(const esp_engine *engine, size_t actor);
ESP_API const char *esp_engine_actor_label(const esp_engine *engine, size_t actor);
ESP_API const char *esp_engine_target_id(const esp_engine *engine, size_t target);
ESP_API const char *esp_engine_target_label(const esp_engine *engine, size_t target);

/* Name, version and digest of the model, NULL when the engine has none. */
ESP_API const char *esp_engine_model_name(const esp_engine *engine);
ESP_API const char *esp_engine_model_version(const esp_engine *engine);
ESP_API const char *esp_engine_model_digest(const esp_engine *engine);

/* Checks a folder of lexicons and calls report for every fault (not only the first). Returns the number of
 * faults, 0 when all is well; -1 when the folder cannot be read at all (error says why). */
ESP_API long esp_lexicon_check(const char *folder, void (*report)(void *context, const struct esp_error *fault),
                               void *context, struct esp_error *error);

/* ---- analysis ------------------------------------------------------------------------------------ */

typedef struct esp_analysis esp_analysis;

/* Work space for one document at a time, reused from run to run. NULL on ESP_NOMEM. */
ESP_API esp_analysis *esp_analysis_new(const esp_engine *engine, struct esp_error *error);
ESP_API void esp_analysis_free(esp_analysis *analysis); /* NULL is allowed */

/* Analyses and, with a model, scores one article. The article is copied: it may go once this returns.
 * ESP_OK, ESP_NOMEM, or ESP_INPUT (text is not UTF-8); after an error the analysis is empty and usable. */
ESP_API enum esp_status esp_analysis_run(esp_analysis *analysis, const struct esp_article *article,
                                         struct esp_error *error);

/* ESP_UNDECIDED: there is a position, but its stance is less sure than esp_engine_options.min_confidence; it has no
 * probability of its own. */
enum esp_stance { ESP_NONE, ESP_FAVOR, ESP_AGAINST, ESP_NEUTRAL, ESP_STANCE_COUNT, ESP_UNDECIDED = ESP_STANCE_COUNT };
ESP_API const char *esp_stance_name(enum esp_stance stance); /* "none", "favor", "against", "neutral", "undecided" */

enum esp_attribution_kind { ESP_DIRECT, ESP_INDIRECT, ESP_MIXED, ESP_NARRATED };
ESP_API const char *esp_attribution_name(enum esp_attribution_kind kind); /* "direct", "indirect", "mixed", "narrated" */

enum esp_flag { ESP_NEGATED = 1, ESP_CONDITIONAL = 2, ESP_HEDGED = 4 };

/* A piece of the article. text is terminated. When part is 1 the offsets count in the title (esp_article.title),
 * when 0 in the text. A span that is not there has text NULL. */
struct esp_piece {
    uint32_t start, end;
    int part;
    const char *text;
};

/* One triple with its sentence. */
struct esp_evidence {
    uint32_t sentence;          /* from 0 */
    struct esp_piece piece;     /* the sentence */
    size_t actor, target;       /* numbers as in esp_engine_actor_id */
    enum esp_stance stance;     /* favor, against, neutral or undecided */
    double score;               /* -1 against .. 1 favor: P(favor) - P(against) */
    double probability[ESP_STANCE_COUNT]; /* by stance; they sum to 1, none included */
    enum esp_attribution_kind attribution;
    struct esp_piece holder;    /* the words that name the actor or its stand-in */
    struct esp_piece mention;   /* the words that name the target or its stand-in */
    struct esp_piece cue;       /* the word that carries the stance */
    unsigned flags;             /* enum esp_flag, or'ed */
    const char *chain;          /* how the holder was resolved: "it -> the ministry -> Seoul"; "" when named outright */
};

/* What an article says of an actor on a target. */
struct esp_cell {
    enum esp_stance stance;
    double score;               /* -1 .. 1; NAN when stance is none or undecided */
    uint32_t evidence;          /* number of triples of a stance; of an undecided cell: of undecided ones */
    int mixed;                  /* nonzero when both sides are strong */
};

ESP_API size_t esp_analysis_evidence_count(const esp_analysis *analysis);
ESP_API const struct esp_evidence *esp_analysis_evidence(const esp_analysis *analysis, size_t index);
ESP_API const struct esp_cell *esp_analysis_cell(const esp_analysis *analysis, size_t actor, size_t target);
/* Whose words, thoughts or positions a stretch of text gives: source, cue and content. */
struct esp_attribution {
    enum esp_attribution_kind kind; /* ESP_NARRATED: a position that is told, not spoken: "backs", "is reluctant to" */
    uint32_t sentence;              /* of the cue; of the content's first part when there is no cue */
    struct esp_piece source, cue;   /* may be missing: a quotation that goes on has no cue, "it was said" no source */
    const struct esp_piece *content;/* at least one, in order */
    size_t content_count;
    struct esp_piece hearer;        /* told [Washington]; may be missing */
    const char *holder;             /* the source's canonical name; a noun that stays open ("the spokesman") is its own,
                                     * a pronoun that does is NULL */
    int resolved;                   /* 0: left open which actor the source is, or whether it is one; else 1 */
    const char *chain;              /* how that was resolved: "he -> Kang -> Kang Kyung-wha"; "" when named outright */
    uint32_t actors;                /* bit i: actor i of the domain; 0 when the source is none of them */
    long parent;                    /* number of the attribution in whose content this one stands, -1 */
    const char *rule;               /* section of doc/attribution.md that says how it was found: "inverted" */
};

ESP_API size_t esp_analysis_attribution_count(const esp_analysis *analysis);
/* Fills out with one, by number from 0 in the order of the text; it lives until the analysis runs again or is freed. It
 * needs no model. ESP_OK; ESP_USAGE for a number that is too large; ESP_NOMEM. */
ESP_API enum esp_status esp_analysis_attribution(esp_analysis *analysis, size_t index, struct esp_attribution *out,
                                                 struct esp_error *error);

ESP_API const char *esp_analysis_id(const esp_analysis *analysis);
ESP_API const char *esp_analysis_title(const esp_analysis *analysis); /* the headline, "" if there is none */
/* The text that was analysed, length bytes: the article's, with the title and two line feeds before it when the title came
 * apart. *points: code points in front of the article's text, which a piece of part 0 counts from; 0 otherwise. */
ESP_API const char *esp_analysis_text(const esp_analysis *analysis, size_t *length, uint32_t *points);
ESP_API const char *esp_analysis_date(const esp_analysis *analysis);  /* NULL if unknown */

/* ---- explaining ---------------------------------------------------------------------------------- */

/* The layers that esp_analysis_explain can print, in the order of the pipeline; NULL past the last. */
ESP_API const char *esp_stage_name(size_t index);

/* Prints one layer as lines of text, by name. ESP_OK; ESP_USAGE for an unknown stage or one that needs a model
 * when there is none; ESP_IO when write failed; ESP_NOMEM. */
ESP_API enum esp_status esp_analysis_explain(esp_analysis *analysis, const char *stage, esp_write_fn write,
                                             void *context, struct esp_error *error);

/* ---- reports ------------------------------------------------------------------------------------- */

enum esp_format { ESP_TABLE, ESP_JSON, ESP_JSONL, ESP_CSV, ESP_TSV, ESP_MARKDOWN, ESP_BRAT };

struct esp_report_options {
    enum esp_format format;
    int attributions;   /* report attributions instead of stances; not in markdown. ESP_BRAT is for them alone */
    int evidence;       /* table and markdown: add the evidence under each table */
    int color;          /* table: ANSI colours */
    unsigned width;     /* table: columns to wrap at; 0 means 80 */
};

typedef struct esp_report esp_report;

/* A report over any number of documents, in order: JSON opens an array, CSV and TSV write their header, once.
 * NULL on ESP_NOMEM. */
ESP_API esp_report *esp_report_new(const esp_engine *engine, const struct esp_report_options *options,
                                   esp_write_fn write, void *context, struct esp_error *error);
ESP_API enum esp_status esp_report_add(esp_report *report, esp_analysis *analysis, struct esp_error *error);
/* Notes a document that could not be read: an espouse.error/1 object in JSON, nothing in the other formats. */
ESP_API enum esp_status esp_report_add_error(esp_report *report, const char *document, const struct esp_error *fault,
                                             struct esp_error *error);
/* Writes what is left (the end of a JSON array). The report is freed in any case; NULL is allowed. */
ESP_API enum esp_status esp_report_finish(esp_report *report, struct esp_error *error);

ESP_API const char *esp_version(void); /* "0.1.0" */

#ifdef __cplusplus
}
#endif
#endif
