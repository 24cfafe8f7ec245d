/// The path of a status URL that ends with an id.
enum StatusPath {
  /// The longest URL looked at, in bytes.
  static let longestURL = 8192

  /// Whether a text may be a status URL at all.
  static func isURL(_ text: String) -> Bool {
    text.utf8.count <= longestURL && ["http", "https"].contains(BaseURL.split(text)?.scheme)
  }

  /// The last segment of the path, where the segments before it are `names`; else nil.
  static func id(in text: String, after names: [Substring]) -> String? {
    guard isURL(text), let path = BaseURL.split(text)?.path.prefix(while: { !"?#".contains($0) })
    else { return nil }
    let segments = path.split(separator: "/").suffix(names.count + 1)
    guard segments.count == names.count + 1, segments.dropLast().elementsEqual(names) else {
      return nil
    }
    return segments.last.map(String.init)
  }
}
