import Foundation

/// The encodings in which a key is looked for, made and found without the program's own code.
enum Encodings {
  /// Literal, percent, JSON escapes, hex, base64, base64url.
  static func all(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    let base64 = Data(bytes).base64EncodedString()
    return [
      text, bytes.map { String(format: "%%%02X", $0) }.joined(),
      bytes.map { String(format: "\\u%04x", $0) }.joined(),
      bytes.map { String(format: "%02x", $0) }.joined(), base64,
      base64.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: ""),
    ]
  }

  /// The encodings of a key that stand in a text, upper and lower case taken for the same.
  static func found(_ key: String, in text: String) -> [String] {
    let folded = text.replacing("\\\\", with: "\\").lowercased()
    return all(of: key).filter { folded.contains($0.lowercased()) }
  }
}
