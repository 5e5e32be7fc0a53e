package dev.fuota.cli.io;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.report.WholeText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where reports go: the folder that {@code --report} names, and single files. */
public final class ReportFolder {
  private ReportFolder() {}

  /**
   * Makes it, before the work begins whose outcome it is to hold.
   *
   * @throws InputProblem if nothing can be written there
   */
  public static void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw problem(folder, e);
    }
    if (!Files.isWritable(folder)) {
      throw problem(folder, new AccessDeniedException(folder.toString()));
    }
  }

  /**
   * Looks whether a single file can be written, before the work begins whose outcome it is to hold.
   *
   * @param option that names it
   * @throws InputProblem if it cannot
   */
  public static void prepareFile(Path file, String option, String code) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new InputProblem(code, file + " is a folder; name a file with " + option);
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new InputProblem(
          code, "there is no folder " + folder + " for " + file + "; make it, or see " + option);
    }
    if (!Files.isWritable(Files.exists(file) || folder == null ? file : folder)) {
      throw fileProblem(file, option, code, new AccessDeniedException(file.toString()));
    }
  }

  /**
   * Writes one of its files, whole or not at all.
   *
   * @throws InputProblem if that is not possible
   */
  public static void write(Path folder, String name, WholeText.Content content) {
    try {
      WholeText.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw problem(folder, e);
    }
  }

  /** The same of a text that is there. */
  public static void write(Path folder, String name, String text) {
    write(folder, name, out -> out.write(text));
  }

  /**
   * Writes a single file, whole or not at all.
   *
   * @param option that names it
   * @throws InputProblem if that is not possible
   */
  public static void writeFile(Path file, String option, String code, WholeText.Content content) {
    try {
      WholeText.write(file, content);
    } catch (IOException e) {
      throw fileProblem(file, option, code, e);
    }
  }

  private static InputProblem fileProblem(
      Path file, String option, String code, IOException cause) {
    return new InputProblem(
        code, file + " cannot be written (" + reason(cause) + "); name another with " + option);
  }

  public static InputProblem problem(Path folder, IOException cause) {
    return new InputProblem(
        "REPORT_NOT_WRITABLE",
        "cannot write the report into "
            + folder
            + " ("
            + reason(cause)
            + "); choose another folder with --report");
  }

  /** Why, in words; what the system says is often nothing but the path. */
  private static String reason(IOException cause) {
    if (cause instanceof FileAlreadyExistsException there) {
      return there.getFile() + " is a file";
    }
    if (cause instanceof NoSuchFileException missing) {
      return "there is no " + missing.getFile();
    }
    if (cause instanceof AccessDeniedException) {
      return "no permission";
    }
    return String.valueOf(cause.getMessage());
  }
}
