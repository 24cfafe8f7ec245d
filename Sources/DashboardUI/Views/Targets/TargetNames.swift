import QueryCore
import TextCanvas

/// The names of targets as a column of some width shows them: one that is too long loses its middle, at a place where no two
/// become the same if that can be.
struct TargetNames: Hashable, Sendable {
  private let targets: [String]
  private let width: Int
  private let names: [SafeText]

  init() {
    (targets, width, names) = ([], 0, [])
  }

  /// - Parameter ids: the targets as `SOURCE:KIND/ID`.
  init(_ ids: [String], width: Int, glyphs: GlyphSet) {
    targets = ids
    self.width = width
    guard ids.contains(where: { $0.utf8.count > width }) else {
      names = ids.map { SafeText($0) }
      return
    }
    let sources = Set(ids.map { $0.prefix { $0 != ":" } })
    let cuts = [4, 5, 6, 8, 10, 12, 16, 24, 32, 2, 0].map {
      Cut(width: width, tail: $0, dropsSource: sources.count == 1)
    }
    let ellipsis = glyphs.ellipsis.string
    var best: [String] = []
    var most = -1
    for cut in cuts {
      let names = ids.map { cut.name($0, ellipsis: ellipsis) }
      let distinct = Set(names).count
      if distinct > most { (best, most) = (names, distinct) }
      if distinct == ids.count { break }
    }
    names = best.map { SafeText($0) }
  }

  /// Whether these are the names of the same targets for a column of the same width.
  func fit(_ ids: [String], width: Int) -> Bool { self.width == width && targets == ids }

  /// The name of the target at a place in the list they were made of.
  subscript(place: Int) -> SafeText { names.indices.contains(place) ? names[place] : .empty }

  /// Where a name is cut.
  private struct Cut {
    let width: Int
    /// Characters kept at the end, at least.
    let tail: Int
    /// Whether the source, being that of all targets, is the first to go.
    let dropsSource: Bool

    /// In the id where two of its first characters can be kept, `prod:batch/qrb_3f…c71e`; else behind the source,
    /// `prod:…3feb5ff5c71e`; else in it.
    func name(_ full: String, ellipsis: String) -> String {
      // Names are ASCII: characters are bytes, and columns.
      let count = full.utf8.count
      let room = width - 1
      guard count > width, room > 0 else { return String(full.prefix(width)) }
      let source = (full.utf8.firstIndex(of: UInt8(ascii: ":")).map(full.offset) ?? -1) + 1
      let kind = (full.utf8.firstIndex(of: UInt8(ascii: "/")).map(full.offset) ?? -1) + 1
      let tail = min(tail, room)
      var head: Int
      if kind + 2 + tail <= room {
        head = room - tail
      } else if dropsSource {
        head = 0
      } else if source + tail <= room {
        head = source
      } else {
        head = room - max(tail, room / 2)
      }
      return full.prefix(head) + ellipsis + full.suffix(room - head)
    }
  }
}

extension String {
  /// Bytes before a place.
  fileprivate func offset(_ index: Index) -> Int { utf8.distance(from: startIndex, to: index) }
}
