/* The C interface used as a C program would: each function returns null, or what went wrong. */
#include "parser/blocks/pilcrow_blocks.h"
#include "parser/c_interface/pilcrow.h"

#include <string.h>

const char* c_keeps_lines(void) {
    const char* text = "f(\n    , 1\n    , 2\n";
    char* python = NULL;
    size_t size = 0;
    if (pilcrow_keep_lines(text, strlen(text), 13, &python, &size, NULL) != PILCROW_OK) {
        return "it was not converted";
    }
    const int same = strcmp(python, "f(\n      1\n    , 2)\n") == 0 && size == strlen(python);
    pilcrow_text_free(python);
    return same ? NULL : "another text came out";
}

const char* c_reports_errors(void) {
    const char* text = "\xC3\xA9 = 1\nx = \"\xC3\xA9\" + (\xC3\xA9\n";
    char* python = NULL;
    size_t size = 1;
    pilcrow_findings* errors = NULL;
    if (pilcrow_keep_lines(text, strlen(text), 13, &python, &size, &errors) != PILCROW_HAS_ERRORS) {
        return "the error was not seen";
    }
    const char* wrong = NULL;
    pilcrow_finding finding;
    if (python != NULL || size != 0) wrong = "there is a result beside the errors";
    if (pilcrow_findings_count(errors) != 1) wrong = "there is not one error";
    if (!pilcrow_finding_at(errors, 0, &finding)) wrong = "the error cannot be had";
    if (wrong == NULL) {
        if (strcmp(finding.code, "unclosed-bracket") != 0) wrong = "it has another code";
        if (strlen(finding.message) == 0 || strlen(finding.help) == 0) wrong = "it says nothing";
        if (finding.severity != PILCROW_ERROR) wrong = "it is no error";
        if (finding.line != 2 || finding.column != 11) wrong = "it stands elsewhere";
        if (finding.end_line != 2 || finding.end_column != 12) wrong = "it ends elsewhere";
    }
    if (pilcrow_finding_at(errors, 1, &finding)) wrong = "there is a second error";
    pilcrow_findings_free(errors);
    return wrong;
}

const char* c_checks_both_layouts(void) {
    const char* text = "import os\nprint(\n    1)\n";
    pilcrow_findings* python = NULL;
    pilcrow_findings* pilcrow = NULL;
    if (pilcrow_check(text, strlen(text), PILCROW_LAYOUT_PYTHON, &python) != PILCROW_OK ||
        pilcrow_check(text, strlen(text), PILCROW_LAYOUT_PILCROW, &pilcrow) != PILCROW_OK) {
        return "it was not checked";
    }
    const char* wrong = NULL;
    pilcrow_finding finding;
    if (pilcrow_findings_count(python) != 1 || !pilcrow_finding_at(python, 0, &finding) ||
        strcmp(finding.code, "unused-import") != 0 || finding.severity != PILCROW_WARNING) {
        wrong = "Python's layout: not the one warning";
    }
    if (pilcrow_findings_count(pilcrow) < 2) wrong = "Pilcrow's layout: no error";
    pilcrow_findings_free(python);
    pilcrow_findings_free(pilcrow);
    return wrong;
}

const char* c_formats(void) {
    const char* text = "\xEF\xBB\xBFx  = 'a'\ny  = (1\nz  = 2\n";
    char* formatted = NULL;
    size_t size = 0;
    if (pilcrow_format(text, strlen(text), NULL, &formatted, &size, NULL) != PILCROW_OK) {
        return "it was not formatted";
    }
    const char* wrong = NULL;
    if (strcmp(formatted, "\xEF\xBB\xBFx = \"a\"\ny  = (1\nz = 2\n") != 0) wrong = "another text";
    if (size != strlen(formatted)) wrong = "another size";
    pilcrow_text_free(formatted);
    const pilcrow_format_options last = {40, 3, 3};
    if (pilcrow_format(text, strlen(text), &last, &formatted, &size, NULL) != PILCROW_OK) {
        return "a range was not formatted";
    }
    if (strcmp(formatted, "\xEF\xBB\xBFx  = 'a'\ny  = (1\nz = 2\n") != 0) wrong = "another range";
    pilcrow_text_free(formatted);
    const pilcrow_format_options none = {0, 3, 2};
    if (pilcrow_format("", 0, &none, &formatted, &size, NULL) != PILCROW_BAD_ARGUMENT) {
        return "lines that are none";
    }
    return wrong;
}

const char* c_converts(void) {
    const char* pilcrow = "f(\n    , 1\n    , 2\n";
    const char* python = "f(\n    1,\n    2,\n)\n";
    char* text = NULL;
    size_t size = 0;
    const char* wrong = NULL;
    if (pilcrow_convert(pilcrow, strlen(pilcrow), PILCROW_LAYOUT_PILCROW, 13, &text, &size, NULL,
                        NULL) != PILCROW_OK) {
        return "it was not taken to Python";
    }
    if (strcmp(text, python) != 0 || size != strlen(python)) wrong = "another Python text";
    pilcrow_text_free(text);
    if (pilcrow_convert(python, strlen(python), PILCROW_LAYOUT_PYTHON, 13, &text, &size, NULL,
                        NULL) != PILCROW_OK) {
        return "it was not taken to Pilcrow";
    }
    if (strcmp(text, pilcrow) != 0) wrong = "another Pilcrow text";
    pilcrow_text_free(text);
    pilcrow_findings* errors = NULL;
    if (pilcrow_convert("f((", 3, PILCROW_LAYOUT_PYTHON, 13, &text, &size, &errors, NULL) !=
        PILCROW_HAS_ERRORS) {
        return "an error was not seen";
    }
    if (pilcrow_findings_count(errors) == 0 || text != NULL) wrong = "not the errors alone";
    pilcrow_findings_free(errors);
    char* reason = NULL;
    if (pilcrow_convert("a\ntype A = int", 14, PILCROW_LAYOUT_PILCROW, 11, &text, &size, NULL,
                        &reason) != PILCROW_REFUSED) {
        return "what is newer was not refused";
    }
    if (strcmp(reason, "line 2: needs Python 3.12: a type alias") != 0) wrong = "another reason";
    pilcrow_text_free(reason);
    return wrong;
}

const char* c_refuses_bad_calls(void) {
    char* python = NULL;
    size_t size = 0;
    pilcrow_findings* findings = NULL;
    pilcrow_finding finding;
    if (pilcrow_keep_lines(NULL, 1, 13, &python, &size, NULL) != PILCROW_BAD_ARGUMENT)
        return "text";
    if (pilcrow_keep_lines("", 0, 13, NULL, &size, NULL) != PILCROW_BAD_ARGUMENT) return "python";
    if (pilcrow_check("", 0, (pilcrow_layout)7, &findings) != PILCROW_BAD_ARGUMENT) return "layout";
    if (pilcrow_check("", 0, PILCROW_LAYOUT_PILCROW, NULL) != PILCROW_BAD_ARGUMENT)
        return "findings";
    if (pilcrow_findings_count(NULL) != 0) return "count of null";
    if (pilcrow_finding_at(NULL, 0, &finding)) return "finding of null";
    pilcrow_findings_free(NULL);
    pilcrow_text_free(NULL);
    if (pilcrow_keep_lines(NULL, 0, 13, &python, &size, NULL) != PILCROW_OK) return "empty text";
    if (size != 0 || python[0] != '\0') return "the form of nothing";
    pilcrow_text_free(python);
    return NULL;
}

const char* c_has_the_blocks_and_a_version(void) {
    pilcrow_blocks* blocks = NULL;
    if (pilcrow_blocks_parse("a\n", 2, NULL, &blocks) != PILCROW_BLOCKS_OK) return "blocks";
    pilcrow_blocks_free(blocks);
    return strchr(pilcrow_version(), '.') != NULL ? NULL : "version";
}
