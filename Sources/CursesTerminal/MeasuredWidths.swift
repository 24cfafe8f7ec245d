package import TextCanvas

/// What the terminal was measured to do with the clusters terminals disagree about.
nonisolated package struct MeasuredWidths: Hashable, Sendable {
  /// Signs of several scalars it draws in two columns; those it was not asked about are not among them.
  package private(set) var signs: SignKinds = []
  /// Whether it joins the letters of a conjunct to one cluster.
  package private(set) var joinsConjuncts = false

  /// Bytes of UTF-8 that the terminal keeps of a cell at the most; a longer sign would lose its end.
  let longestSign: Int

  /// Nothing was measured: what is drawn is safe on every terminal.
  package init(longestSign: Int = .max) {
    self.longestSign = longestSign
  }

  /// Bytes a cell of tmux holds; GNU screen holds no more.
  package static let longestInMultiplexer = 21

  /// Whether the terminal draws a sign whole, in two columns.
  func draws(_ sign: Character, of kinds: SignKinds) -> Bool {
    kinds.isSubset(of: signs) && sign.utf8.count < longestSign
  }

  /// Two letters of Devanagari that join.
  private static let conjunct = "\u{915}\u{94D}\u{937}"

  /// What is drawn to be measured, in the order of the rows it is drawn in.
  package static let samples: [String] = SignKinds.samples.map { String($0.sign) } + [conjunct]

  /// The row of the first sample, counted from 1: none, since a report from the first row may be a key's (F3 with modifiers).
  private static let firstRow = 2

  /// Rows a screen has to have for the samples.
  package static let rows = firstRow + samples.count

  /// Draws each sample at the start of a row of its own and asks where the cursor is after it.
  ///
  /// The samples are erased, cursor and style are as before.
  package static let question: [UInt8] = {
    let asked = samples.enumerated().map { number, sample in
      "\u{1B}[\(firstRow + number);1H\(sample)\u{1B}[6n\u{1B}[2K"
    }
    return Array(("\u{1B}7\u{1B}[m" + asked.joined() + "\u{1B}8").utf8)
  }()

  /// Takes the terminal's report of where the cursor is, both counted from 1.
  ///
  /// - Returns: whether it answered a question and changes what may be drawn.
  package mutating func take(row: Int, column: Int) -> Bool {
    let before = self
    let number = row - Self.firstRow
    if SignKinds.samples.indices.contains(number) {
      if column == 3 { signs.insert(SignKinds.samples[number].kinds) }
    } else if number == SignKinds.samples.count {
      joinsConjuncts = column == 2
    }
    return self != before
  }
}
