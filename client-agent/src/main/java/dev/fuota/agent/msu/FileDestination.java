package dev.fuota.agent.msu;

import dev.fuota.hal.file.Done;
import dev.fuota.hal.file.FileArea;
import dev.fuota.hal.file.FileProblem;
import dev.fuota.hal.file.FileResult;
import dev.fuota.protocol.msu.StatusCode;

/** Received files become files below a directory, where the server wants them (MSU-132). */
public final class FileDestination implements Destination {
  private final FileArea files;

  public FileDestination(FileArea files) {
    this.files = files;
  }

  @Override
  public Delivery deliver(ReceivedFile file) { // MSU-X10, MSU-X11
    FileResult<Done> result =
        files.publish(file.part(), file.length(), file.directories(), file.fileName());
    if (result instanceof FileResult.Failed<Done> failed) {
      return new Delivery.Refused(code(failed.problem()), failed.detail());
    }
    return new Delivery.Done();
  }

  private static StatusCode code(FileProblem problem) {
    return switch (problem) {
      case FULL -> StatusCode.STORAGE;
      case OUTSIDE -> StatusCode.NAME_POLICY;
      case READ_ONLY, MISSING, IO -> StatusCode.IO;
    };
  }
}
