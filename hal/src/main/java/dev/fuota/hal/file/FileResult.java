package dev.fuota.hal.file;

/** What became of an operation on files: a value, because a full disk is no mistake of ours. */
public sealed interface FileResult<T> {

  /** It is done. */
  record Ok<T>(T get) implements FileResult<T> {}

  /**
   * It is not done.
   *
   * @param detail for people
   */
  record Failed<T>(FileProblem problem, String detail) implements FileResult<T> {}

  /** Nothing more to say than that it is done; always the same, for the sake of hot paths. */
  FileResult<Done> DONE = new Ok<>(Done.DONE);

  static <T> FileResult<T> failed(FileProblem problem, String detail) {
    return new Failed<>(problem, detail);
  }

  default boolean isOk() {
    return this instanceof Ok;
  }
}
