/// The ways in which one kind of file is written; the ending of a file's name chooses one.
protocol FileFormat: Hashable, CaseIterable where AllCases == [Self] {
  /// What names of such files end with, without the dot; the first is proposed.
  var endings: [String] { get }
  /// What it is called in the prompt.
  var word: String { get }
}

extension FileFormat {
  /// The format whose ending a file's name has; nil where it has none of them.
  static func of(fileName: String) -> Self? {
    let name = fileName.lowercased()
    return allCases.first { $0.endings.contains { name.hasSuffix("." + $0) } }
  }

  /// The one Tab comes to next, the first after the last.
  var next: Self {
    let all = Self.allCases
    let place = all.firstIndex(of: self).map { $0 + 1 } ?? 0
    return all[place % all.count]
  }

  /// A file's name with the ending of this format, in place of that of another.
  func naming(_ name: String) -> String {
    var name = name
    let folded = name.lowercased()
    let old = Self.of(fileName: name)?.endings.first { folded.hasSuffix("." + $0) }
    if let old { name.removeLast(old.count + 1) }
    return "\(name).\(endings[0])"
  }
}
