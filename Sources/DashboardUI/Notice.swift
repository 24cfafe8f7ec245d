/// Something told once, in the message line.
struct Notice: Hashable, Sendable {
  let text: String
  /// Whether it says that something went wrong.
  let isTrouble: Bool

  init(_ text: String, isTrouble: Bool = false) {
    self.text = text
    self.isTrouble = isTrouble
  }
}
