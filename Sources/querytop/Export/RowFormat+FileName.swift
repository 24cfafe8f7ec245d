import ArgumentParser
import ResultTables

extension RowFormat: ExpressibleByArgument {
  /// The format that the end of a file's name stands for; nil where it stands for none.
  nonisolated init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    self.init(rawValue: fileName[fileName.index(after: dot)...].lowercased())
  }
}
