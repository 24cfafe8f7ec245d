/// Where a child reads and writes.
enum ChildStreams {
  /// On the terminal of this path, in a session of its own that the terminal controls.
  case terminal(String)
  /// Reads nothing and writes into this descriptor.
  case output(Int32)
}
