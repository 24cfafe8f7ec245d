#include "PageReader.h"
#include "Words.h"

// The inner loop. What it counts with is kept in locals: every byte written could be one of the
// reader's members for all the compiler knows, and would make it read them anew.

/// Where the walk is, the arena's end, and the slots of the row at hand and of the one above it.
struct PageReader::Walk {
    const uint8_t *body;
    const uint32_t *places;
    size_t count, at;
    uint8_t *arena, *text;
    Slot *row;
    const Slot *above;

    uint8_t mark() const { return at < count ? body[places[at]] : 0; }
};

/// Takes the slots' place anew, which a column more may have moved. The first row is its own row above:
/// what is in it so far is as good.
ALWAYS_INLINE void PageReader::see(Walk &walk) {
    walk.row = static_cast<Slot *>(page.slots) + page.rows * stride;
    walk.above = page.rows ? walk.row - stride : walk.row;
}

ALWAYS_INLINE void PageReader::leave(const Walk &walk) {
    at = walk.at;
    text = walk.text;
}

bool PageReader::fail(const char *reason, const Walk &walk) {
    leave(walk);
    return fail(reason);
}

bool PageReader::object_row() { return row<true>(); }
bool PageReader::array_row() { return row<false>(); }

template <bool has_members> ALWAYS_INLINE bool PageReader::row() {
    const uint8_t close = has_members ? '}' : ']';
    Walk walk = {ask.body, places, count, at + 1, page.arena, text, nullptr, nullptr};
    see(walk);
    if (walk.mark() == close) {
        at += 2;
        return true;
    }
    for (uint32_t column = has_members ? none : 0;; column += !has_members) {
        if (has_members) {
            if (!find(walk, column)) return false;
        } else if (column == page.columns) {
            if (!add_column(nullptr, 0, 0)) return false;
            see(walk);
        }
        if (!cell(walk, column)) return false;
        const uint8_t mark = walk.mark();
        if (mark != ',' && mark != close) return fail("a comma or the end of a row is missing", walk);
        ++walk.at;
        if (mark == close) break;
    }
    leave(walk);
    return true;
}

/// Finds the column of the member at hand and goes on to its value. Rows mostly spell and order their
/// members alike, so the member that followed the last one before is tried first, then the next.
ALWAYS_INLINE bool PageReader::find(Walk &walk, uint32_t &column) {
    if (walk.at + 1 >= walk.count) return fail("it ends too early", walk);
    const size_t from = walk.places[walk.at], colon = walk.places[walk.at + 1];
    if (walk.body[colon] != ':') return fail("a name and a colon are missing", walk);
    const uint32_t last = column;
    column = last == none ? first : columns[last].next;
    for (int tries = 0; tries < 2 && column != none; ++tries) {
        const Column &guess = columns[column];
        if (guess.raw_size <= colon - from && same(guess.raw, walk.body + from, guess.raw_size)) {
            walk.at += 2;
            return true;
        }
        column = guess.next;
    }
    leave(walk);
    if (!learn(last, column)) return false;
    see(walk);
    walk.at += 2;
    return true;
}

ALWAYS_INLINE bool PageReader::cell(Walk &walk, uint32_t column) {
    if (walk.at >= walk.count) return fail("it ends too early", walk);
    const size_t from = walk.places[walk.at];
    size_t end = walk.places[walk.at + 1];
    const uint8_t mark = walk.body[from];
    if (mark == '"') {
        // Stage 1 has seen to the closing quote, and that only blanks can be behind it.
        while (walk.body[end - 1] != '"') --end;
        size_t size = end - from - 2;
        // Compared where it came from: what has just been written is slow to read again.
        const uint8_t *text = walk.body + from + 1;
        if (ask.body_size - end < block || !copy_blocks(text, size, walk.text)) {
            leave(walk);
            text = walk.text;
            if (!string(from, end, walk.text, size)) return false;
        }
        const uint32_t packed = uint32_t(size << 3) | Kind::string;
        walk.row[column] = keep(walk, text, size, packed, walk.above[column]);
        ++walk.at;
        return true;
    }
    if (mark == '{' || mark == '[') {
        leave(walk);
        uint8_t *out = text;
        if (!compact(out, row_depth)) return false;
        const size_t size = size_t(out - text);
        walk.row[column] = keep(walk, walk.text, size, uint32_t(size << 3) | Kind::nested, walk.above[column]);
        walk.at = at;
        return true;
    }
    while (is_blank(walk.body[end - 1])) --end;
    const size_t size = end - from;
    ++walk.at;
    if (size <= 8 && ask.body_size - from >= 8) {
        const uint64_t word = load(walk.body + from);
        if (is_short_number(word, size)) {
            const Slot above = walk.above[column];
            const uint32_t packed = uint32_t(size << 3) | Kind::number;
            const uint64_t differ = (load(walk.arena + above.offset) ^ word) & first_bytes(size);
            if (!(differ | (above.packed ^ packed))) {
                walk.row[column] = above;
            } else {
                memcpy(walk.text, &word, 8);
                walk.row[column] = {uint32_t(walk.text - walk.arena), packed};
                walk.text += size;
            }
            return true;
        }
        if (size == 4 && uint32_t(word) == 0x6C6C756E) {  // null
            walk.row[column] = {0, Kind::null};
            return true;
        }
        if (size == 4 && uint32_t(word) == 0x65757274) {  // true
            walk.row[column] = {0, 4 << 3 | Kind::boolean};
            return true;
        }
        if (size == 5 && (word & first_bytes(5)) == 0x65736C6166) {  // false
            walk.row[column] = {4, 5 << 3 | Kind::boolean};
            return true;
        }
    }
    if (ask.body_size - end >= block && is_plain_number(walk.body + from, size)) {
        copy_blocks(walk.body + from, size, walk.text);
        walk.row[column] = keep(walk, walk.body + from, size, uint32_t(size << 3) | Kind::number, walk.above[column]);
        return true;
    }
    return other_cell(walk, column, from, size);
}

/// A number of no common shape, or whatever stands at the answer's very end.
bool PageReader::other_cell(Walk &walk, uint32_t column, size_t from, size_t size) {
    Kind kind;
    if (!scalar(from, from + size, kind)) return false;
    const uint32_t packed = uint32_t(kind == Kind::null ? 0 : size << 3) | kind;
    if (kind == Kind::number) {
        memcpy(walk.text, walk.body + from, size);
        walk.row[column] = keep(walk, walk.text, size, packed, walk.above[column]);
    } else {
        walk.row[column] = {kind == Kind::boolean && size == 5 ? 4u : 0u, packed};
    }
    return true;
}

/// The slot of a text that stands at the arena's end: the one of the row above where that has the same,
/// as dates and names of accounts do down a page. `text` is the same text, there or where it came from.
ALWAYS_INLINE Slot PageReader::keep(Walk &walk, const uint8_t *text, size_t size, uint32_t packed, Slot above) {
    const uint8_t *other = walk.arena + above.offset;
    // Kind, length and the last eight bytes in one go: asked for one by one they are a coin's toss each.
    const size_t last = size < 8 ? 0 : size - 8;
    const uint64_t mask = size < 8 ? (uint64_t(1) << (size * 8)) - 1 : ~uint64_t(0);
    const uint64_t differ = ((load(other + last) ^ load(text + last)) & mask) | (above.packed ^ packed);
    if (!differ && same_padded(other, text, last)) return above;
    const Slot slot = {uint32_t(walk.text - walk.arena), packed};
    walk.text += size;
    return slot;
}
