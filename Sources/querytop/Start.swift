import ArgumentParser

/// Where the process starts.
@main
enum Start {
  static func main() async {
    ProcessMemory.giveBackEarly()
    await Querytop.main()
  }
}
