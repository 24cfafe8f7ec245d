#ifndef CRESULTPARSER_H
#define CRESULTPARSER_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The version of the parser.
const char *cresult_version(void);

/// What is to be read, and how much of it at most.
typedef struct cresult_request {
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
} cresult_request;

/// How a fault's place is known.
typedef enum cresult_fault {
    /// `byte` says where.
    cresult_at_byte,
    /// Stage 1 tells these without their place, and `byte` says nothing.
    cresult_bad_utf8,
    cresult_open_string,
    cresult_control_in_string,
} cresult_fault;

/// What stands in the place of the rows.
typedef enum cresult_rows {
    /// Nothing, or null.
    cresult_no_rows,
    /// A list without rows, of objects, or of arrays that names of their own belong to.
    cresult_named_rows,
    /// A list of arrays without names: their first may be a header, and is a row like the others here.
    cresult_bare_rows,
} cresult_rows;

/// A page of rows, or why there is none. What it points to is from malloc and the receiver's: freed one
/// by one, or by cresult_free_page.
typedef struct cresult_page {
    /// UTF-8 of the cells, one after another.
    unsigned char *arena;
    size_t arena_size;
    /// Eight bytes a cell, row after row, `columns` each: the first byte in the arena as 32 bits, then
    /// the length shifted left by 3, with the kind below it: 0 missing, 1 null, 2 boolean, 3 number,
    /// 4 string, 5 nested.
    void *slots;
    size_t rows;
    size_t columns;
    cresult_rows shape;
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
    cresult_fault fault;
} cresult_page;

/// Keeps the memory of two parsers from one answer to the next, up to some megabytes each: to take it anew from the system
/// for each costs as much as the half of the reading. Any number of threads may use one; a third at once goes without.
typedef struct cresult_pool cresult_pool;

/// Null where there is no memory, which cresult_read takes too.
cresult_pool *cresult_pool_create(void);
void cresult_pool_free(cresult_pool *pool);

/// Reads one answer. Throws nothing; on failure only `reason`, `byte` and `fault` are set.
cresult_page cresult_read(const cresult_request *request, cresult_pool *pool);

/// Frees what a page still points to.
void cresult_free_page(cresult_page *page);

#ifdef __cplusplus
}
#endif

#endif
