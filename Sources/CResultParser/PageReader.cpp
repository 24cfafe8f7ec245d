#include "PageReader.h"

bool PageReader::fail(const char *reason, size_t byte) {
    page.reason = reason;
    page.byte = byte;
    return false;
}

bool PageReader::read() {
    if (ask.body_size > ask.max_body) return fail("the answer is too large", ask.max_body);
    if (!ask.body_size) return fail("there is no answer", 0);
    simdjson::error_code error = simdjson::SUCCESS;
    // An eighth more than is needed, which costs addresses alone: the next answer may be a little longer.
    if (!parser || parser->capacity() < ask.body_size)
        error = simdjson::get_active_implementation()->create_dom_parser_implementation(
            ask.body_size + ask.body_size / 8, 1, parser);
    // Neither text ever outgrows the body it is made of, so that nothing need be asked on the way.
    page.arena = static_cast<uint8_t *>(malloc(ask.body_size + slack));
    page.envelope = static_cast<uint8_t *>(malloc(ask.body_size + slack));
    if (error || !page.arena || !page.envelope) return fail("not enough memory", 0);
    // Left so where stage 1 fails, however much it has written by then: such a parser is not kept.
    parser->n_structural_indexes = UINT32_MAX;
    switch (parser->stage1(ask.body, ask.body_size, simdjson::stage1_mode::regular)) {
    case simdjson::SUCCESS: break;
    case simdjson::EMPTY: return fail("there is no answer", 0);
    case simdjson::UTF8_ERROR:
        page.fault = cresult_bad_utf8;
        return fail("text that is not UTF-8", 0);
    case simdjson::UNCLOSED_STRING:
        page.fault = cresult_open_string;
        return fail("a string without an end", 0);
    case simdjson::UNESCAPED_CHARS:
        page.fault = cresult_control_in_string;
        return fail("a control character inside a string", 0);
    default: return fail("not JSON", 0);
    }
    places = parser->structural_indexes.get();
    count = parser->n_structural_indexes;
    memcpy(page.arena, "truefalse", words_size);
    text = page.arena + words_size;
    envelope = page.envelope;
    if (!descend(0, true, ask.names_path != nullptr)) return false;
    if (at != count) return fail("more after the end");
    return finish();
}

/// Whether a path's member at `level` has this name; a path that ends there has none.
static bool is_step(const uint8_t *path, size_t size, uint32_t level, const uint8_t *name, size_t length) {
    const uint8_t *end = path + size;
    for (; level && path < end; --level)
        path = static_cast<const uint8_t *>(memchr(path, 0xFF, size_t(end - path))) + 1;
    return size_t(end - path) > length && path[length] == 0xFF && !memcmp(path, name, length);
}

static uint32_t length_of(const uint8_t *path, size_t size) {
    uint32_t steps = 0;
    for (size_t index = 0; index < size; ++index) steps += path[index] == 0xFF;
    return steps;
}

bool PageReader::descend(uint32_t level, bool on_rows, bool on_names) {
    if (on_rows && level == length_of(ask.rows_path, ask.rows_path_size)) return rows();
    if (on_names && level == length_of(ask.names_path, ask.names_path_size)) {
        names_place = at;
        has_names = peek() == '[';
        return compact(envelope, level);
    }
    if (!(on_rows || on_names) || peek() != '{') return compact(envelope, level);
    *envelope++ = '{';
    ++at;
    if (peek() == '}') {
        *envelope++ = '}';
        ++at;
        return true;
    }
    for (;;) {
        size_t from = at < count ? places[at] : ask.body_size, end, size;
        if (!string_end(end) || !string(from, end, text, size)) return false;
        bool rows_next = on_rows && is_step(ask.rows_path, ask.rows_path_size, level, text, size);
        bool names_next = on_names && is_step(ask.names_path, ask.names_path_size, level, text, size);
        if ((rows_next && seen_rows >> level & 1) || (names_next && seen_names >> level & 1))
            return fail("a member on the way to the rows is there twice");
        seen_rows |= uint32_t(rows_next) << level;
        seen_names |= uint32_t(names_next) << level;
        if (!raw(envelope)) return false;
        if (peek() != ':') return fail("a colon is missing");
        *envelope++ = ':';
        ++at;
        if (!descend(level + 1, rows_next, names_next)) return false;
        uint8_t mark = peek();
        if (mark != ',' && mark != '}') return fail("a comma or the end of an object is missing");
        *envelope++ = mark;
        ++at;
        if (mark == '}') return true;
    }
}

bool PageReader::rows() {
    if (peek() == 'n') return compact(envelope, ask.max_depth);
    if (peek() != '[') return fail("the rows are not an array");
    *envelope++ = '[';
    *envelope++ = ']';
    ++at;
    page.shape = cresult_named_rows;
    if (peek() == ']') {
        ++at;
        return true;
    }
    row_depth = length_of(ask.rows_path, ask.rows_path_size) + 2;
    const uint8_t shape = peek();
    is_objects = shape == '{';
    if (!is_objects && shape != '[') return fail("a row is neither an object nor an array");
    if (!is_objects && !ask.names_path) page.shape = cresult_bare_rows;
    for (;;) {
        if (peek() != shape) return fail("a row of another kind than the first");
        if (!begin_row()) return false;
        if (!(is_objects ? object_row() : array_row())) return false;
        ++page.rows;
        const uint8_t mark = peek();
        if (mark != ',' && mark != ']') return fail("a comma or the end of the rows is missing");
        ++at;
        if (mark == ']') return true;
    }
}
