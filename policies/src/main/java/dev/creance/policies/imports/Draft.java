package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A manifest in the making. Keys are dotted paths; each value comes with its origin, or it is asked for. */
public final class Draft {
    /** Stands where an answer is missing; no reader takes it for a value. */
    static final String OPEN = "UNANSWERED";

    private final Answers answers;
    private final String prefix;
    private final Map<String, Yaml.Node> entries;
    private final List<Question> questions;
    private final List<String> pitfalls;

    public Draft(Answers answers) {
        this(answers, "", new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    }

    private Draft(
            Answers answers,
            String prefix,
            Map<String, Yaml.Node> entries,
            List<Question> questions,
            List<String> pitfalls) {
        this.answers = answers;
        this.prefix = prefix;
        this.entries = entries;
        this.questions = questions;
        this.pitfalls = pitfalls;
    }

    /** What the source leaves out and nobody answered. */
    public List<Question> questions() {
        return List.copyOf(questions);
    }

    /** What a person should know of this source. */
    public List<String> pitfalls() {
        return List.copyOf(pitfalls);
    }

    /** The manifest's text, with {@value #OPEN} where an answer is missing. */
    public String text() {
        return "# The format is described in policies/MANIFEST.md. A comment behind a value says where it came from.\n"
                + Yaml.text(new Yaml.Block(entries));
    }

    void pitfall(String text) {
        pitfalls.add(text);
    }

    /** Puts down what the source says, unless somebody answered otherwise. */
    void say(String path, String yaml, String origin) {
        Optional<Answers.Answer> answer = answers.take(prefix + path);
        if (answer.isPresent()) {
            String instead = yaml.isEmpty() || yaml.length() > 40 ? "" : "; the source says " + yaml;
            put(path, Yaml.node(answer.get().value(), answer.get().origin() + instead));
        } else {
            put(path, new Yaml.Leaf(yaml, origin));
        }
    }

    /** Puts down an answer, or asks. */
    void ask(String path, String question, String example) {
        Optional<Answers.Answer> answer = answers.take(prefix + path);
        if (answer.isPresent()) {
            put(path, Yaml.node(answer.get().value(), answer.get().origin()));
        } else {
            questions.add(new Question(prefix + path, question, example));
            put(path, new Yaml.Leaf(OPEN, question));
        }
    }

    /** An answer that an importer works with itself; asked for where it is missing. */
    Optional<ConfigNode> require(String key, String question, String example) {
        Optional<ConfigNode> answer = optional(key);
        if (answer.isEmpty()) {
            questions.add(new Question(prefix + key, question, example));
        }
        return answer;
    }

    /** An answer that may be missing. */
    Optional<ConfigNode> optional(String key) {
        return answers.take(prefix + key).map(Answers.Answer::value);
    }

    /** Where an answer came from, for what is made of it. */
    String originOf(String key) {
        return answers.take(prefix + key).map(Answers.Answer::origin).orElse("");
    }

    /** An empty list, to which {@link #item} may add. */
    void list(String path) {
        put(path, new Yaml.Items(new ArrayList<>()));
    }

    /** Adds a line to a list. */
    void add(String path, String yaml, String origin) {
        items(path).add(new Yaml.Leaf(yaml, origin));
    }

    /** Adds a map to a list; its answers have keys of the form {@code path.name.key}. */
    Draft item(String path, String name) {
        Map<String, Yaml.Node> item = new LinkedHashMap<>();
        items(path).add(new Yaml.Block(item));
        return new Draft(answers, prefix + path + "." + name + ".", item, questions, pitfalls);
    }

    /** A map in this one; its answers have keys of the form {@code path.key}. */
    Draft map(String path) {
        return new Draft(answers, prefix + path + ".", within(path), questions, pitfalls);
    }

    private List<Yaml.Node> items(String path) {
        if (!(find(path) instanceof Yaml.Items)) {
            list(path);
        }
        return ((Yaml.Items) find(path)).items();
    }

    private Yaml.Node find(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? entries.get(path) : within(path.substring(0, dot)).get(path.substring(dot + 1));
    }

    private void put(String path, Yaml.Node node) {
        int dot = path.lastIndexOf('.');
        if (dot < 0) {
            entries.put(path, node);
        } else {
            within(path.substring(0, dot)).put(path.substring(dot + 1), node);
        }
    }

    private Map<String, Yaml.Node> within(String path) {
        Map<String, Yaml.Node> map = entries;
        for (String key : path.split("\\.")) {
            Yaml.Node node = map.get(key);
            if (!(node instanceof Yaml.Block)) {
                node = new Yaml.Block(new LinkedHashMap<>());
                map.put(key, node);
            }
            map = ((Yaml.Block) node).entries();
        }
        return map;
    }
}
