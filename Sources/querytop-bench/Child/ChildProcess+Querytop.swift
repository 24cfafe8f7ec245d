import Glibc

extension ChildProcess {
  /// The program to measure: that named, or the querytop in the folder of this program.
  static func querytop(_ named: String?) throws -> String {
    let program = try named ?? besideThis()
    guard access(program, X_OK) == 0 else { throw BenchError("no program at \(program)") }
    return program
  }

  private static func besideThis() throws -> String {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    guard count > 0 else { throw BenchError("name the program with --program") }
    let own = String(decoding: path[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return own.prefix(through: own.lastIndex(of: "/") ?? own.startIndex) + "querytop"
  }
}
