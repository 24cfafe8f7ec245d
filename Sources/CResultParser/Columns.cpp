#include "PageReader.h"

#include <algorithm>

/// Grows to `wanted` elements at least; false where there is no memory.
template <typename Element> static bool grow(Element *&array, size_t &room, size_t wanted) {
    if (wanted <= room) return true;
    const size_t more = std::max(wanted, room * 2);
    void *grown = realloc(array, more * sizeof(Element));
    if (!grown) return false;
    array = static_cast<Element *>(grown);
    room = more;
    return true;
}

/// Gives every row begun so far room for `wanted` columns.
bool PageReader::widen(size_t wanted) {
    const size_t wider = std::max({wanted, stride * 2, size_t(8)});
    Slot *slots = static_cast<Slot *>(page.slots);
    if (!grow(slots, slot_room, (page.rows + 1) * wider)) return fail("not enough memory");
    page.slots = slots;
    for (size_t row = page.rows + 1; row-- > 0;) {
        memmove(slots + row * wider, slots + row * stride, stride * sizeof(Slot));
        memset(slots + row * wider + stride, 0, (wider - stride) * sizeof(Slot));
    }
    stride = wider;
    return true;
}

bool PageReader::begin_row() {
    if (page.rows >= ask.max_cells / std::max(page.columns, size_t(1))) return fail("too many cells");
    // The first row is the best guess at the width, and lies at the start whatever that is.
    if (page.rows <= 1 && page.columns) stride = page.columns;
    Slot *slots = static_cast<Slot *>(page.slots);
    const size_t wanted = (page.rows + 1) * stride;
    if (!grow(slots, slot_room, slot_room ? wanted : std::max(wanted, usual_slots)))
        return fail("not enough memory");
    page.slots = slots;
    std::fill_n(slots + page.rows * stride, stride, Slot{0, Kind::missing});
    return true;
}

/// Adds a column on the right; one without a name is named by its number in the end.
bool PageReader::add_column(const uint8_t *name, size_t size, uint64_t hash) {
    if (page.columns == ask.max_columns) return fail("too many columns");
    if (page.rows + 1 > ask.max_cells / (page.columns + 1)) return fail("too many cells");
    if (page.columns == stride && !widen(page.columns + 1)) return false;
    if (!grow(columns, column_room, page.columns + 1)) return fail("not enough memory");
    columns[page.columns] = {{0, 0}, nullptr, 0, none, hash};
    ++page.columns;
    return !name || name_column(uint32_t(page.columns - 1), name, size);
}

bool PageReader::name_column(uint32_t column, const uint8_t *name, size_t size) {
    if (!grow(page.names, names_room, page.names_size + size + 1)) return fail("not enough memory");
    memcpy(page.names + page.names_size, name, size);
    columns[column].name = {uint32_t(page.names_size), uint32_t(size << 3) | Kind::string};
    page.names_size += size;
    return true;
}

bool PageReader::number_column(uint32_t column) {
    char digits[12];
    const int size = snprintf(digits, sizeof digits, "%u", column + 1);
    return name_column(column, reinterpret_cast<uint8_t *>(digits), size_t(size));
}

/// Looks up the column of the member at hand, and keeps its spelling and that it came after `last`.
bool PageReader::learn(uint32_t last, uint32_t &column) {
    size_t end, size;
    if (!string_end(end) || !string(places[at], end, text, size)) return false;
    if (!look_up(text, size, column)) return false;
    columns[column].raw = ask.body + places[at];
    columns[column].raw_size = uint32_t(end - places[at]);
    (last == none ? first : columns[last].next) = column;
    return true;
}

/// Mixes eight bytes at a time into the seed, by the halves of a wide product.
static uint64_t hash_of(const uint8_t *text, size_t size, uint64_t seed) {
    uint64_t hash = seed ^ size;
    for (size_t index = 0; index < size; index += 8) {
        uint64_t word = 0;
        memcpy(&word, text + index, std::min(size - index, size_t(8)));
        const auto product = static_cast<unsigned __int128>(hash ^ word) * (seed | 1);
        hash = uint64_t(product) ^ uint64_t(product >> 64) ^ 0x9E3779B97F4A7C15;
    }
    return hash;
}

/// The column of a name, a new one if need be.
bool PageReader::look_up(const uint8_t *name, size_t size, uint32_t &column) {
    if (table_room < (page.columns + 1) * 2) {
        const size_t room = std::max(table_room * 2, size_t(64));
        free(table);
        table = static_cast<uint32_t *>(malloc(room * sizeof(uint32_t)));
        table_room = table ? room : 0;
        if (!table) return fail("not enough memory");
        memset(table, 0xFF, room * sizeof(uint32_t));
        for (uint32_t index = 0; index < page.columns; ++index) {
            size_t place = columns[index].hash & (room - 1);
            while (table[place] != none) place = (place + 1) & (room - 1);
            table[place] = index;
        }
    }
    const uint64_t hash = hash_of(name, size, ask.seed);
    size_t place = hash & (table_room - 1);
    for (; table[place] != none; place = (place + 1) & (table_room - 1)) {
        column = table[place];
        const Slot known = columns[column].name;
        if (columns[column].hash == hash && known.packed >> 3 == size &&
            !memcmp(page.names + known.offset, name, size))
            return true;
    }
    column = uint32_t(page.columns);
    if (!add_column(name, size, hash)) return false;
    table[place] = column;
    return true;
}

/// Goes through the array of names, which compact() has found to be good JSON. It names columns by
/// their place or, where the rows name them, says in which order they come.
bool PageReader::take_names() {
    std::unique_ptr<uint32_t[]> source(new (std::nothrow) uint32_t[ask.max_columns]);
    std::unique_ptr<bool[]> placed(new (std::nothrow) bool[ask.max_columns]());
    if (!source || !placed) return fail("not enough memory");
    size_t width = 0;
    at = names_place + 1;
    for (uint32_t index = 0; peek() != ']'; ++index) {
        size_t from = places[at], end, size;
        Kind kind = Kind::missing;
        const uint8_t mark = peek();
        if (mark == '"') {
            if (!string_end(end) || !string(from, end, text, size)) return false;
            kind = Kind::string;
            ++at;
        } else if (uint8_t *out = text; !compact(out, 0)) {
            return false;
        }
        if (peek() == ',') ++at;
        uint32_t column = index;
        if (!is_objects) {
            if (column == page.columns && !add_column(nullptr, 0, 0)) return false;
            if (kind == Kind::string && !name_column(column, text, size)) return false;
        } else if (kind == Kind::string) {
            if (!look_up(text, size, column)) return false;
            if (!placed[column]) source[width++] = column;
            placed[column] = true;
        }
    }
    for (uint32_t column = 0; is_objects && column < page.columns; ++column)
        if (!placed[column]) source[width++] = column;
    return !is_objects || order(source.get());
}

/// Puts the columns into the order of `source`.
bool PageReader::order(const uint32_t *source) {
    const size_t width = page.columns;
    if (std::is_sorted(source, source + width)) return true;
    std::unique_ptr<Slot[]> row(new (std::nothrow) Slot[width]);
    std::unique_ptr<Column[]> sorted(new (std::nothrow) Column[width]);
    if (!row || !sorted) return fail("not enough memory");
    for (size_t column = 0; column < width; ++column) sorted[column] = columns[source[column]];
    memcpy(columns, sorted.get(), width * sizeof(Column));
    Slot *slots = static_cast<Slot *>(page.slots);
    for (size_t index = 0; index < page.rows; ++index, slots += stride) {
        for (size_t column = 0; column < width; ++column) row[column] = slots[source[column]];
        memcpy(slots, row.get(), width * sizeof(Slot));
    }
    return true;
}

/// Gives back what is not needed of an array; one of no bytes stays as it is.
template <typename Element> static void shrink(Element *&array, size_t bytes) {
    if (void *less = bytes ? realloc(array, bytes) : nullptr) array = static_cast<Element *>(less);
}

/// Names what has no name, and brings everything to its final size.
bool PageReader::finish() {
    if (has_names && !take_names()) return false;
    Slot *slots = static_cast<Slot *>(page.slots);
    if (stride != page.columns)
        for (size_t row = 1; row < page.rows; ++row)
            memmove(slots + row * page.columns, slots + row * stride, page.columns * sizeof(Slot));
    Slot *names = static_cast<Slot *>(malloc((page.columns + 1) * sizeof(Slot)));
    page.name_slots = names;
    if (!names) return fail("not enough memory");
    for (uint32_t column = 0; column < page.columns; ++column) {
        if (!columns[column].name.packed && !number_column(column)) return false;
        names[column] = columns[column].name;
    }
    page.arena_size = size_t(text - page.arena);
    page.envelope_size = size_t(envelope - page.envelope);
    shrink(page.arena, page.arena_size);
    shrink(page.envelope, page.envelope_size);
    shrink(page.slots, page.rows * page.columns * sizeof(Slot));
    return true;
}
