/// How names are cut in the middle to one width, so that they can still be told apart.
///
/// ```
/// act_9406548372, act_9406548411  →  act_94…8372, act_94…8411
/// ```
package struct MiddleCut: Hashable, Sendable {
  package let width: Int
  private let ellipsis: SafeText
  /// Columns of the end that are kept.
  private let tail: Int

  /// Names looked at to find where they differ; more take longer and say no more.
  private static let most = 500

  /// Chooses where to cut: in the middle, unless names differ more elsewhere.
  package init(_ names: some Sequence<SafeText>, width: Int, ellipsis: SafeText = .ellipsis) {
    self.width = max(0, width)
    self.ellipsis = ellipsis
    let room = max(0, width - ellipsis.width)
    let long = names.lazy.filter { $0.width > width }.prefix(Self.most)
    var best = (tail: room / 2, distinct: 0)
    // The middle first: another place has to win.
    for tail in [best.tail, room * 2 / 3, room, room / 3, 0] {
      let cut = long.map { Self.cut($0, head: room - tail, tail: tail, ellipsis) }
      let distinct = Set(cut).count
      if distinct > best.distinct { best = (tail, distinct) }
    }
    tail = best.tail
  }

  /// A name within the width; one that fits stays as it is.
  package func callAsFunction(_ name: SafeText) -> SafeText {
    guard name.width > width else { return name }
    guard width > ellipsis.width else { return name.prefix(width) }
    return Self.cut(name, head: width - ellipsis.width - tail, tail: tail, ellipsis)
  }

  private static func cut(_ name: SafeText, head: Int, tail: Int, _ ellipsis: SafeText) -> SafeText
  {
    name.prefix(head) + ellipsis + name.suffix(tail)
  }
}
