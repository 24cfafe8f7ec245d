import TextCanvas

/// What the names of a column begin and end with alike, so that a name without room is cut where it tells least.
struct CommonEnds: Hashable, Sendable {
  /// Bytes that all begin with, and end with.
  let start: Int
  let end: Int

  /// - Parameter names: any number; a repeated one counts as often as one.
  init(of names: some Sequence<String>) {
    var (start, end) = (0, 0)
    var first: [UInt8]?
    for name in names {
      let bytes = Array(name.utf8)
      guard let known = first else {
        first = bytes
        (start, end) = (bytes.count, bytes.count)
        continue
      }
      guard bytes != known else { continue }
      start = zip(known.prefix(start), bytes).prefix { $0 == $1 }.count
      end = zip(known.suffix(end).reversed(), bytes.reversed()).prefix { $0 == $1 }.count
      if start == 0, end == 0 { break }
    }
    (self.start, self.end) = (start, end)
  }

  /// A name in as many columns, an ellipsis in place of what was cut: of what all have in common first, else of the middle.
  func cut(_ name: String, to width: Int, ellipsis: SafeText = .ellipsis) -> SafeText {
    let text = SafeText(name)
    let excess = text.width - width + ellipsis.width
    guard text.width > width else { return text }
    // Of fewer columns there is no middle.
    guard width >= 5 else { return text.clipped(to: width, ellipsis: ellipsis) }
    let head: Int
    // A column of what is shared stays at the rim: it says that something was there.
    if start > excess {
      head = start - excess
    } else if end > excess {
      head = text.width - end
    } else {
      head = (width - ellipsis.width + 1) / 2
    }
    return text.prefix(head) + ellipsis + text.suffix(width - head - ellipsis.width)
  }
}
