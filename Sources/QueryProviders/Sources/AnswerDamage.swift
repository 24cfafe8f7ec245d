package import QueryCore
package import QueryHTTP

/// What of an answer could not be read as it stands; the rest of it counts.
package struct AnswerDamage: Hashable, Sendable {
  /// Bytes that are no text, each of which hides nothing but itself.
  package let repair: TextRepair?
  /// What broke the answer off: nothing behind it could be read.
  package let broken: JSONError?

  /// nil where all of the answer could be read.
  init?(_ reader: JSONReader, brokenBy broken: JSONError? = nil) {
    guard reader.repair != nil || broken != nil else { return nil }
    repair = reader.repair
    self.broken = broken
  }

  /// What is wrong and where, a line for each.
  package var sentences: [String] {
    var sentences: [String] = []
    if let repair {
      let count = CountText.of(repair.count, "place", "places")
      sentences.append(
        "the answer is not text in \(count), the first at byte \(CountText.grouped(repair.firstByte))"
      )
    }
    if let broken {
      sentences.append("the answer could not be read to its end: \(broken)")
    }
    return sentences
  }
}
