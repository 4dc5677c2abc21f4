// cJSON as a component: the canonical ABI on the outside, C strings on the inside.
//
// `format` follows guest.wit. In: the bytes of the text, which the host has put into a block from
// `cabi_realloc` and which are ours from then on. Out: a pointer to a `format_result`, which the host reads
// before it calls `cabi_post_format`.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cjson/cJSON.h"

#define EXPORT(name) __attribute__((export_name(name)))

typedef struct {
    const char *bytes;
    size_t len_bytes;
} string;

// The memory layout of `result<string, parse-error>`.
typedef struct {
    uint8_t is_error;
    union {
        string ok;
        struct {
            uint32_t offset;
            string message;
        } error;
    };
} format_result;

_Static_assert(offsetof(format_result, ok) == 4, "the payload follows the discriminant, aligned");
_Static_assert(sizeof(format_result) == 16, "the larger payload has three words");

// An instance runs one call at a time, so one result is enough.
static format_result result;

static string string_from(const char *text) {
    return (string){.bytes = text, .len_bytes = strlen(text)};
}

static void *checked(void *block) {
    if (block == NULL) {
        __builtin_trap();
    }
    return block;
}

static void fail(size_t offset, const char *message) {
    result.is_error = 1;
    result.error.offset = (uint32_t)offset;
    result.error.message = string_from(message);
}

// Parses a text of `len_bytes` that a NUL follows. Fills in `result` and returns NULL if it is not JSON.
static cJSON *parse(const char *text, size_t len_bytes) {
    // cJSON takes a NUL for white space, or for the end; JSON has no place for one.
    const char *end = memchr(text, '\0', len_bytes);
    if (end == NULL) {
        // Here the NUL counts as part of the text: it is how cJSON knows that nothing follows the value.
        cJSON *value = cJSON_ParseWithLengthOpts(text, len_bytes + 1, &end, true);
        if (value != NULL) {
            return value;
        }
    }
    size_t offset = (size_t)(end - text);
    fail(offset, offset < len_bytes ? "unexpected character" : "unexpected end of text");
    return NULL;
}

// Makes a C string of an argument. An empty one has no block behind it.
static char *terminated(char *bytes, size_t len_bytes) {
    char *text = checked(realloc(len_bytes == 0 ? NULL : bytes, len_bytes + 1));
    text[len_bytes] = '\0';
    return text;
}

EXPORT("format")
format_result *format(char *bytes, size_t len_bytes, bool indent) {
    char *text = terminated(bytes, len_bytes);
    cJSON *value = parse(text, len_bytes);
    if (value != NULL) {
        char *printed = checked(indent ? cJSON_Print(value) : cJSON_PrintUnformatted(value));
        cJSON_Delete(value);
        result.is_error = 0;
        result.ok = string_from(printed);
    }
    free(text);
    return &result;
}

// The host is done with the result. The messages of errors are constants, and stay.
EXPORT("cabi_post_format")
void post_format(format_result *done) {
    if (!done->is_error) {
        free((void *)done->ok.bytes);
    }
}

// What the host calls for a block to put an argument in. No type here needs more alignment than `malloc`
// gives.
EXPORT("cabi_realloc")
void *cabi_realloc(void *block, size_t old_len_bytes, size_t align, size_t new_len_bytes) {
    (void)old_len_bytes;
    if (new_len_bytes == 0) {
        // No block at all: any aligned address stands for an empty argument.
        return (void *)align;
    }
    return checked(realloc(block, new_len_bytes));
}
