#ifndef PAGE_READER_H
#define PAGE_READER_H

#include "CResultParser.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <simdjson.h>

/// Where a text lies, and what it is; Swift's CellSlot.
struct Slot {
    uint32_t offset, packed;
};
enum Kind : uint32_t { missing, null, boolean, number, string, nested };

/// A column while it is being filled: its name, and that name as the answer last spelled it.
struct Column {
    Slot name;
    const uint8_t *raw;
    uint32_t raw_size;
    /// The column whose member came after this one's the last time.
    uint32_t next;
    uint64_t hash;
};

using Parser = simdjson::internal::dom_parser_implementation;

/// Reads one answer into a page. Every function that can fail says so by false, after fail().
class PageReader {
  public:
    /// `usual`: slots to make room for at first, no more than a body of its size can mostly fill.
    PageReader(const cresult_request &request, cresult_page &page, std::unique_ptr<Parser> &parser, size_t usual)
        : ask(request), page(page), parser(parser), usual_slots(std::min(usual, request.body_size)) {}
    ~PageReader() {
        free(columns);
        free(table);
    }
    PageReader(const PageReader &) = delete;
    bool read();

  private:
    static constexpr uint32_t none = UINT32_MAX;
    /// Bytes that may be written beyond a text's end, eight at a time.
    static constexpr size_t slack = 64;
    /// The arena begins with the two booleans' texts.
    static constexpr size_t words_size = 9;

    const cresult_request &ask;
    cresult_page &page;
    /// Made or widened as need be.
    std::unique_ptr<Parser> &parser;
    const size_t usual_slots;
    /// Where values and punctuation begin, `count` of them, then the body's size; `at` is the next.
    const uint32_t *places = nullptr;
    size_t count = 0, at = 0;
    uint8_t *text = nullptr, *envelope = nullptr;
    Column *columns = nullptr;
    uint32_t *table = nullptr;
    size_t column_room = 0, table_room = 0, names_room = 0;
    size_t stride = 0, slot_room = 0, values = 0;
    /// Members of the two paths seen, a bit a level.
    uint32_t seen_rows = 0, seen_names = 0;
    size_t names_place = 0, row_depth = 0;
    bool has_names = false, is_objects = false;
    /// The column of the member that began a row the last time.
    uint32_t first = none;

    // Reading: PageReader.cpp
    bool fail(const char *reason, size_t byte);
    bool fail(const char *reason) { return fail(reason, at < count ? places[at] : ask.body_size); }
    uint8_t peek() const { return at < count ? ask.body[places[at]] : 0; }
    bool descend(uint32_t level, bool on_rows, bool on_names);
    bool rows();

    // Rows: Cells.cpp
    struct Walk;
    void see(Walk &walk);
    void leave(const Walk &walk);
    bool fail(const char *reason, const Walk &walk);
    bool object_row();
    bool array_row();
    template <bool has_members> bool row();
    bool find(Walk &walk, uint32_t &column);
    bool cell(Walk &walk, uint32_t column);
    bool other_cell(Walk &walk, uint32_t column, size_t from, size_t size);
    Slot keep(Walk &walk, const uint8_t *text, size_t size, uint32_t packed, Slot above);

    // Texts: Texts.cpp
    bool string_end(size_t &end);
    size_t scalar_end() const;
    static bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }
    bool string(size_t from, size_t end, uint8_t *to, size_t &size);
    uint8_t *unescape(size_t from, size_t end, uint8_t *to);
    bool scalar(size_t from, size_t end, Kind &kind);
    bool raw(uint8_t *&out);
    bool compact(uint8_t *&out, size_t depth);

    // Columns: Columns.cpp
    bool widen(size_t wanted);
    bool begin_row();
    bool add_column(const uint8_t *name, size_t size, uint64_t hash);
    bool name_column(uint32_t column, const uint8_t *name, size_t size);
    bool number_column(uint32_t column);
    bool learn(uint32_t last, uint32_t &column);
    bool look_up(const uint8_t *name, size_t size, uint32_t &column);
    bool take_names();
    bool finish();
    bool order(const uint32_t *source);
};

#endif
