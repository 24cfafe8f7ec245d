#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The version of the parser.
const char *csimdjson_version(void);

/// What is to be read, and how much of it at most.
typedef struct csimdjson_request {
    /// The answer; it needs no padding, and is kept as it is.
    const unsigned char *body;
    size_t body_size;
    /// Member names from the top to the rows, a byte 0xFF after each; none says that the top is the rows.
    const unsigned char *rows_path;
    size_t rows_path_size;
    /// The same for the array of column names; null where there is none.
    const unsigned char *names_path;
    size_t names_path_size;
    /// Bytes, at most 256 MiB: a slot has 29 bits for a length.
    size_t max_body;
    size_t max_depth;
    size_t max_columns;
    /// For rows times columns, for rows, and for the values inside nested cells and outside the rows.
    size_t max_cells;
    /// A number the sender cannot know, against column names made to collide.
    unsigned long long seed;
} csimdjson_request;

/// How a fault's place is known.
typedef enum csimdjson_fault {
    /// `byte` says where.
    csimdjson_at_byte,
    /// Stage 1 tells these without their place, and `byte` says nothing.
    csimdjson_bad_utf8,
    csimdjson_open_string,
    csimdjson_control_in_string,
} csimdjson_fault;

/// A page of rows, or why there is none. What it points to is from malloc and the receiver's: freed one
/// by one, or by csimdjson_free_page.
typedef struct csimdjson_page {
    /// UTF-8 of the cells, one after another.
    unsigned char *arena;
    size_t arena_size;
    /// Eight bytes a cell, row after row, `columns` each: the first byte in the arena as 32 bits, then
    /// the length shifted left by 3, with the kind below it: 0 missing, 1 null, 2 boolean, 3 number,
    /// 4 string, 5 nested.
    void *slots;
    size_t rows;
    size_t columns;
    /// The columns' names in UTF-8, and a slot for each.
    unsigned char *names;
    size_t names_size;
    void *name_slots;
    /// The answer as compact JSON, with `[]` in the place of its rows.
    unsigned char *envelope;
    size_t envelope_size;
    /// What is wrong, at which byte of the body; null where all is well. The text is constant.
    const char *reason;
    size_t byte;
    csimdjson_fault fault;
} csimdjson_page;

/// Keeps a parser's memory from one answer to the next, up to some megabytes: to take it anew from the system
/// for each costs as much as the half of the reading. Any number of threads may use one; a second at once
/// goes without.
typedef struct csimdjson_desk csimdjson_desk;

/// Null where there is no memory, which csimdjson_read takes too.
csimdjson_desk *csimdjson_desk_create(void);
void csimdjson_desk_free(csimdjson_desk *desk);

/// Reads one answer. Throws nothing; on failure only `reason`, `byte` and `fault` are set.
csimdjson_page csimdjson_read(const csimdjson_request *request, csimdjson_desk *desk);

/// Frees what a page still points to.
void csimdjson_free_page(csimdjson_page *page);

#ifdef __cplusplus
}
#endif

#endif
