/* Pilcrow for C, and for every language that can call C: libpilcrow.
 *
 *     char *python = NULL;
 *     size_t python_size = 0;
 *     pilcrow_findings *errors = NULL;
 *     switch (pilcrow_keep_lines(text, size, 13, &python, &python_size, &errors)) {
 *     case PILCROW_OK: ...                            python[0 … python_size), and a NUL behind it
 *     case PILCROW_HAS_ERRORS: ...                    pilcrow_finding_at(errors, 0, &finding)
 *     default: ...
 *     }
 *     pilcrow_text_free(python);
 *     pilcrow_findings_free(errors);
 *
 * Texts are UTF-8 with any bytes in them (null only if their size is 0), below 4 GiB; they are read
 * during the call and not kept. What a function gives out belongs to the caller, who gives it back
 * with the function named beside it; each of those takes null. There is no state: threads may call
 * at the same time. Nothing is thrown across this interface, nothing recurses without a bound, and
 * every function is linear in its text. Lines and columns count from 1, columns in code points.
 *
 * The leading delimiters and the block tree alone are in parser/blocks/pilcrow_blocks.h, whose
 * functions this library has too.
 */
#ifndef PILCROW_H
#define PILCROW_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define PILCROW_API __attribute__((visibility("default")))
#else
#define PILCROW_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef enum pilcrow_status {
    PILCROW_OK,
    PILCROW_HAS_ERRORS,   /* the program has errors of syntax: there is no result but them */
    PILCROW_BAD_ARGUMENT, /* a null pointer, or a value that means nothing */
    PILCROW_TOO_LARGE,    /* the text has 4 GiB or more */
    PILCROW_NO_MEMORY,
    PILCROW_REFUSED /* the result would not be the same program, or no program for its reader */
} pilcrow_status;

typedef enum pilcrow_layout {
    PILCROW_LAYOUT_PILCROW,          /* .pil */
    PILCROW_LAYOUT_PYTHON,           /* .py, in UTF-8 */
    PILCROW_LAYOUT_LAST = 0x7fffffff /* no layout: so that any other value can be refused */
} pilcrow_layout;

typedef enum pilcrow_severity { PILCROW_ERROR, PILCROW_WARNING, PILCROW_INFO } pilcrow_severity;

/* The version of this library, "0.1.0". It lives as long as the library. */
PILCROW_API const char* pilcrow_version(void);

/* --- findings -------------------------------------------------------------------------------- */

/* What was found in a text, in text order. */
typedef struct pilcrow_findings pilcrow_findings;

/* One of them. Its texts are UTF-8, end in NUL and live as long as the findings. */
typedef struct pilcrow_finding {
    const char* code;    /* never changes: "unclosed-bracket" */
    const char* message; /* one sentence */
    const char* help;    /* how to mend it, or "" */
    uint32_t severity;   /* a pilcrow_severity */
    uint32_t line;
    uint32_t column;
    uint32_t end_line;
    uint32_t end_column; /* exclusive */
} pilcrow_finding;

/* Everything that `pilcrow check` finds in a text: errors and warnings, of names too. Stores new
 * findings, perhaps none, where the status is PILCROW_OK, which does not mean that there are no
 * errors among them; null otherwise. Give them back with pilcrow_findings_free(). */
PILCROW_API pilcrow_status pilcrow_check(const char* text, size_t size, pilcrow_layout layout,
                                         pilcrow_findings** findings);
/* 0 for null. */
PILCROW_API size_t pilcrow_findings_count(const pilcrow_findings* findings);
/* Fills *finding. False, and nothing is filled, where there is no such finding. */
PILCROW_API int pilcrow_finding_at(const pilcrow_findings* findings, size_t index,
                                   pilcrow_finding* finding);
PILCROW_API void pilcrow_findings_free(pilcrow_findings* findings);

/* --- conversion ------------------------------------------------------------------------------ */

/* A text that this library has made. */
PILCROW_API void pilcrow_text_free(char* text);

/* The line-keeping Python form of a Pilcrow program: line n of it is line n of the program (see
 * parser/line_keeping/line_keeping.h). `target_minor` is the minor version of the CPython that will
 * read it: 11, 12, 13 … . PILCROW_OK: *python is the form and *python_size its size without the NUL
 * behind it; give it back with pilcrow_text_free(). PILCROW_HAS_ERRORS: *errors, which may be a
 * null pointer if nobody wants them, are the errors, at least one. Else, and in what is not named
 * here, null and 0 are stored. */
PILCROW_API pilcrow_status pilcrow_keep_lines(const char* text, size_t size, int target_minor,
                                              char** python, size_t* python_size,
                                              pilcrow_findings** errors);

/* The other layout of a program, as `pilcrow convert` writes it: a Pilcrow program as a Python
 * programmer would write it, or Python in Pilcrow's canonical form. `target_minor` is the minor
 * version of the oldest CPython that must read the result (11 or more; with Python given it means
 * nothing). PILCROW_OK and PILCROW_HAS_ERRORS: as above. PILCROW_REFUSED: *reason, which may be a
 * null pointer if nobody wants it, is one sentence that names the line; give it back with
 * pilcrow_text_free(). Else null is stored in it. */
PILCROW_API pilcrow_status pilcrow_convert(const char* text, size_t size, pilcrow_layout from,
                                           int target_minor, char** converted,
                                           size_t* converted_size, pilcrow_findings** errors,
                                           char** reason);

/* --- formatting ------------------------------------------------------------------------------ */

/* 0 stands for what `pilcrow fmt` takes by itself. */
typedef struct pilcrow_format_options {
    uint32_t width;      /* columns: 88 */
    uint32_t first_line; /* only statements that touch these lines change: from 1, … */
    uint32_t last_line;  /* … both inclusive */
} pilcrow_format_options;

/* A Pilcrow program in canonical form. Statements with errors stay as they are: that is
 * PILCROW_OK. `options` may be null. The rest is as in pilcrow_convert(). */
PILCROW_API pilcrow_status pilcrow_format(const char* text, size_t size,
                                          const pilcrow_format_options* options, char** formatted,
                                          size_t* formatted_size, char** reason);

#ifdef __cplusplus
}
#endif

#endif
