package dev.fuota.monitor.live;

import dev.fuota.monitor.json.JsonText;
import dev.fuota.monitor.json.Shape;
import dev.fuota.monitor.json.ShapeWriter;
import dev.fuota.monitor.json.Shapes;
import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.CampaignView;
import dev.fuota.server.service.Matrix;
import dev.fuota.server.service.MatrixChanges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes events of what was seen, each once for all who get it. */
final class Frames {
  /** A line that means nothing. */
  static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private static final Shape VIEW = Shapes.of(CampaignView.class);
  private static final Shape DETAIL = Shapes.of(CampaignDetail.class);
  private static final Shape CHANGES = Shapes.of(MatrixChanges.class);
  private static final Shape MATRIX = Shapes.of(Matrix.class);
  private static final int LATEST_POINTS = 8;

  private Frames() {}

  /** An event, and who gets it. */
  static final class Frame {
    private final byte[] octets;
    private final Predicate<Client> receivers;

    private Frame(byte[] octets, Predicate<Client> receivers) {
      this.octets = octets;
      this.receivers = receivers;
    }

    void sendTo(List<Client> clients) {
      clients.stream().filter(receivers).forEach(client -> client.stream().send(octets));
    }
  }

  static List<Frame> ofChanges(List<Sight.Change> changes) {
    List<Frame> frames = new ArrayList<>();
    for (Sight.Change change : changes) {
      long id = change.view().id();
      frames.add(view(change.view()));
      change.detail().ifPresent(it -> frames.add(watchers(id, "detail", recent(it))));
      change.matrix().ifPresent(it -> frames.add(watchers(id, "matrix", withId(id, CHANGES, it))));
    }
    return frames;
  }

  static List<Frame> ofWhole(Sight.Whole whole) {
    List<Frame> frames = new ArrayList<>();
    whole.views().forEach(it -> frames.add(view(it)));
    for (Sight.Watched watched : whole.watched()) {
      long id = watched.detail().id();
      frames.add(watchers(id, "detail", object(DETAIL, watched.detail())));
      frames.add(watchers(id, "matrix", withId(id, MATRIX, watched.matrix())));
    }
    return frames;
  }

  private static Frame view(CampaignView view) {
    return new Frame(octets("campaign", object(VIEW, view)), client -> client.hears(view.id()));
  }

  private static Frame watchers(long id, String event, ObjectNode data) {
    return new Frame(octets(event, data), client -> client.watches(id));
  }

  /** Of the points over time the latest only: those before it were told. */
  private static ObjectNode recent(CampaignDetail detail) {
    ObjectNode tree = object(DETAIL, detail);
    List<JsonNode> points = tree.get("series").valueStream().toList();
    tree.putArray("series")
        .addAll(points.subList(Math.max(0, points.size() - LATEST_POINTS), points.size()));
    return tree;
  }

  private static ObjectNode object(Shape shape, Object value) {
    return (ObjectNode) ShapeWriter.write(shape, value);
  }

  private static ObjectNode withId(long id, Shape shape, Object value) {
    return object(shape, value).put("id", id);
  }

  private static byte[] octets(String event, ObjectNode data) {
    String text =
        "event: "
            + event
            + "\ndata: "
            + new String(JsonText.write(data).toArray(), StandardCharsets.UTF_8)
            + "\n\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
