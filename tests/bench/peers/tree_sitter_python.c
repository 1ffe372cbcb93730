/* Peer: tree-sitter's Python grammar, from C so that no other language's overhead counts.
 * Speaks the workers' protocol (../README.md): load, pass, memory, edits. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tree_sitter/api.h>

const TSLanguage* tree_sitter_python(void);

typedef struct {
    char* bytes;
    size_t count;
    size_t* ends;
    size_t total;
} Corpus;

static long long cpu_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* Not getrusage's ru_maxrss, which begins with what the process that started this one had. */
static long peak_kilobytes(void) {
    FILE* status = fopen("/proc/self/status", "r");
    long peak = 0;
    char line[256];
    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %ld", &peak) == 1) break;
    if (status) fclose(status);
    return peak;
}

static FILE* open_or_die(const char* stem, const char* suffix) {
    char name[8192 + 16];
    snprintf(name, sizeof name, "%s%s", stem, suffix);
    FILE* file = fopen(name, "rb");
    if (!file) {
        perror(name);
        exit(2);
    }
    return file;
}

static Corpus load(const char* stem) {
    Corpus corpus = {0};
    FILE* index = open_or_die(stem, ".index");
    size_t capacity = 0, end;
    while (fscanf(index, "%zu", &end) == 1) {
        if (corpus.count == capacity) {
            capacity = capacity ? capacity * 2 : 1024;
            corpus.ends = realloc(corpus.ends, capacity * sizeof *corpus.ends);
        }
        corpus.ends[corpus.count++] = end;
    }
    fclose(index);
    corpus.total = corpus.count ? corpus.ends[corpus.count - 1] : 0;
    corpus.bytes = malloc(corpus.total + 1);
    FILE* blob = open_or_die(stem, ".blob");
    if (fread(corpus.bytes, 1, corpus.total, blob) != corpus.total) {
        fprintf(stderr, "%s.blob is shorter than its index says\n", stem);
        exit(2);
    }
    fclose(blob);
    return corpus;
}

static TSTree* parse(TSParser* parser, const Corpus* corpus, size_t i) {
    const size_t begin = i ? corpus->ends[i - 1] : 0;
    return ts_parser_parse_string(parser, NULL, corpus->bytes + begin,
                                  (uint32_t)(corpus->ends[i] - begin));
}

static void pass(TSParser* parser, const Corpus* corpus) {
    int with_error = 0;
    const long long begin = cpu_nanoseconds();
    for (size_t i = 0; i < corpus->count; ++i) {
        TSTree* tree = parse(parser, corpus, i);
        with_error += ts_node_has_error(ts_tree_root_node(tree));
        ts_tree_delete(tree);
    }
    printf("%lld %d\n", cpu_nanoseconds() - begin, with_error);
}

static void memory(TSParser* parser, const char* stem) {
    const long before = peak_kilobytes();
    const Corpus corpus = load(stem);
    TSTree** trees = calloc(corpus.count, sizeof *trees);
    for (size_t i = 0; i < corpus.count; ++i) trees[i] = parse(parser, &corpus, i);
    printf("%ld %ld\n", before, peak_kilobytes());
}

static TSPoint advance(TSPoint point, const char* bytes, size_t size) {
    for (size_t i = 0; i < size; ++i) {
        point.column += 1;
        if (bytes[i] == '\n') point = (TSPoint){point.row + 1, 0};
    }
    return point;
}

/* Each line of the plan: BEGIN_LINE BEGIN_BYTE END_LINE END_BYTE OFFSET END_OFFSET TEXT_IN_HEX.
 * Only tree-sitter's part is timed, not the change of our own buffer. */
static void edits(TSParser* parser, const Corpus* corpus, const char* plan_name) {
    FILE* plan = open_or_die(plan_name, "");
    size_t size = corpus->ends[0];
    char* text = malloc(size + (1 << 20));
    memcpy(text, corpus->bytes, size);
    TSTree* tree = ts_parser_parse_string(parser, NULL, text, (uint32_t)size);
    unsigned row, column, end_row, end_column, begin, end;
    char hex[4096];
    while (fscanf(plan, "%u %u %u %u %u %u %4095s", &row, &column, &end_row, &end_column, &begin,
                  &end, hex) == 7) {
        char inserted[2048];
        size_t length = 0;
        for (const char* digit = hex; *digit != '-' && digit[0] && digit[1]; digit += 2) {
            unsigned byte;
            sscanf(digit, "%2x", &byte);
            inserted[length++] = (char)byte;
        }
        memmove(text + begin + length, text + end, size - end);
        memcpy(text + begin, inserted, length);
        size = size - (end - begin) + length;
        const TSPoint start = {row, column};
        const TSInputEdit edit = {begin,
                                  end,
                                  begin + (uint32_t)length,
                                  start,
                                  {end_row, end_column},
                                  advance(start, inserted, length)};
        const long long before = cpu_nanoseconds();
        ts_tree_edit(tree, &edit);
        TSTree* next = ts_parser_parse_string(parser, tree, text, (uint32_t)size);
        ts_tree_delete(tree);
        tree = next;
        printf("%lld ", cpu_nanoseconds() - before);
    }
    printf("\n");
    fclose(plan);
    ts_tree_delete(tree);
    free(text);
}

int main(void) {
    TSParser* parser = ts_parser_new();
    if (!ts_parser_set_language(parser, tree_sitter_python())) return 2;
    Corpus corpus = {0};
    char line[8192];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        if (strncmp(line, "load ", 5) == 0) {
            free(corpus.bytes);
            free(corpus.ends);
            corpus = load(line + 5);
            printf("%zu\n", corpus.total);
        } else if (strcmp(line, "pass") == 0) {
            pass(parser, &corpus);
        } else if (strncmp(line, "memory ", 7) == 0) {
            memory(parser, line + 7);
        } else if (strncmp(line, "edits ", 6) == 0) {
            edits(parser, &corpus, line + 6);
        } else {
            return 2;
        }
        fflush(stdout);
    }
    return 0;
}
