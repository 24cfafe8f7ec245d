/// How many typing mistakes lie between two words.
nonisolated enum EditDistance {
  /// Letters left out, put in, changed, or two neighbours swapped, each one mistake (optimal string alignment distance).
  static func between(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first), Array(second))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var least = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, rows[i - 1][j - 1] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }

  /// The name a word was probably meant to be, upper and lower case being the same; nil where none is near.
  static func nearest(to word: String, among names: [String]) -> String? {
    // Whatever is longer than any name is none, and may be very long.
    guard word.utf8.count <= 80 else { return nil }
    let near = names.map { ($0, between(word.lowercased(), $0.lowercased())) }
      .min { $0.1 < $1.1 }
    guard let (name, distance) = near, distance <= min(2, name.count / 2) else { return nil }
    return name
  }
}
