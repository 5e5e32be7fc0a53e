package dev.fuota.boot.torture;

import dev.fuota.hal.sim.FlashOperation;
import dev.fuota.hal.sim.NorFlash;
import java.nio.ByteBuffer;

/**
 * The moment before an operation of the undisturbed run.
 *
 * @param number of the operation, from 1
 * @param operation with octets of its own
 * @param before the flash at that moment; copied only
 */
record Point(int number, FlashOperation operation, NorFlash before, Progress progress) {
  static Point at(Course course, FlashOperation operation) {
    ByteBuffer data = ByteBuffer.allocate(operation.data().remaining());
    data.put(operation.data().duplicate()).flip();
    FlashOperation kept =
        new FlashOperation(operation.kind(), operation.offset(), operation.length(), data);
    Course copy = course.copy();
    return new Point(course.operations() + 1, kept, copy.flash(), copy.progress());
  }

  /** A device that lost its power here, and has it back. */
  Course cut(Cut cut, Worker worker, Limits limits) {
    Course course;
    synchronized (this) { // to copy a flash changes how it remembers what it shares
      course = Course.from(before, progress, worker, limits);
    }
    course.cut(operation, cut);
    return course;
  }
}
