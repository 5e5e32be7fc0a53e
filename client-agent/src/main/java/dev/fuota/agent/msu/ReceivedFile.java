package dev.fuota.agent.msu;

import dev.fuota.hal.file.PartFile;
import java.util.List;

/**
 * A file that is complete and whose checks were passed.
 *
 * @param fileNumber 1 to 3
 * @param fileName one component, by the rules of names
 * @param directories the destination path, component by component; may be empty
 * @param part name of the part file that holds it
 * @param content the same, open
 * @param length octets of it, without a signature's footer
 */
public record ReceivedFile(
    int fileNumber,
    String fileName,
    List<String> directories,
    String part,
    PartFile content,
    long length) {
  public ReceivedFile {
    directories = List.copyOf(directories);
  }
}
