package dev.fuota.linux.probe;

import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.drivers.rui3.Rui3;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler.Task;
import dev.fuota.linux.serial.JSerialLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks what is at a serial port: the usual questions at the usual speeds. A LoRa Basics Modem
 * cannot be asked so, for it listens only after a handshake on three more lines.
 */
public final class PortQuery {
  /** Enough for all modems. */
  public static final Duration PATIENCE = Duration.ofMillis(700);

  private static final int ANSWER_MAX = 256;

  /** In the order in which they are asked: the first disturbs none of the others. */
  private static final List<Question> QUESTIONS =
      List.of(
          new Question(ModemModel.RAK3172, 115_200, "AT+VER=?", "RUI"),
          new Question(ModemModel.RN2483, 57_600, "sys get ver", "RN2"),
          new Question(ModemModel.MURATA, 19_200, "AT$VER?", "+OK="),
          new Question(ModemModel.MKRWAN, 19_200, "AT+DEV?", "+OK="),
          new Question(ModemModel.WIO_E5, 9600, "AT+VER", "+VER:"),
          new Question(ModemModel.ST_AT_SLAVE, 9600, "AT+VER=?", "APPLICATION_VERSION"));

  private record Question(ModemModel model, int baud, String text, String sign) {}

  private final EventLoop loop;
  private final Duration patience;

  /**
   * Asks by a loop.
   *
   * @param loop at rest; it runs while a port is asked
   * @param patience how long to wait for each answer
   */
  public PortQuery(EventLoop loop, Duration patience) {
    this.loop = loop;
    this.patience = patience;
  }

  /** Asks; returns what was found after a few seconds. */
  public Finding ask(Path device) {
    for (Question question : QUESTIONS) {
      Dialogue dialogue = new Dialogue(device, question);
      Optional<Finding> found = dialogue.run();
      if (found.isPresent()) {
        return found.get();
      }
    }
    return Finding.warning(
        "answer",
        device + ": nothing that we know answers",
        "see that the modem has power, RX and TX are crossed, and nothing else has the port");
  }

  /** One question, from opening the port to closing it. */
  private final class Dialogue implements SerialLine.Listener {
    private final Path device;
    private final Question question;
    private final StringBuilder answer = new StringBuilder();
    private final SerialLine line;
    private final Task end = loop.after(patience, loop::stop);
    private @Nullable Finding found;

    Dialogue(Path device, Question question) {
      this.device = device;
      this.question = question;
      this.line = JSerialLine.open(device, question.baud(), loop);
    }

    Optional<Finding> run() {
      line.listen(this);
      loop.run();
      end.cancel();
      line.close();
      return Optional.ofNullable(found);
    }

    @Override
    public void onOpened() {
      line.write((question.text() + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void onOctets(byte[] octets, int length) {
      String came = new String(octets, 0, length, StandardCharsets.ISO_8859_1);
      answer.append(came, 0, Math.min(length, ANSWER_MAX - answer.length()));
      answer
          .toString()
          .lines()
          .filter(each -> !each.contains(question.text()) && each.contains(question.sign()))
          .findFirst()
          .ifPresent(this::answered);
    }

    private void answered(String text) {
      String shown = text.replaceAll("[^\\x20-\\x7E]", "?").strip();
      String what =
          device + ": '" + shown + "' at " + question.baud() + " baud; " + question.model().title();
      found = judge(text, what);
      loop.stop();
    }

    private Finding judge(String text, String what) {
      if (question.model().support() != ModemModel.Support.FULL) {
        return Finding.warning(
            "answer", what + ", which is not supported", "fuota doctor --modems");
      }
      Finding good = Finding.ok("answer", what + ", modem '" + question.model().name() + "'");
      return question.model().equals(ModemModel.RAK3172)
          ? Rui3.unfit(text)
              .map(
                  unfit ->
                      Finding.warning("answer", device + ": " + unfit.reason(), unfit.advice()))
              .orElse(good)
          : good;
    }

    @Override
    public void onLost(String reason) {
      found = Finding.missing("answer", reason, "");
      loop.stop();
    }
  }
}
