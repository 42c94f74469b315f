package dev.plumbline.repository;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Files in the order of their paths; a folder's stand together.
public final class FileList {
    private final List<TreeFile> files;

    public FileList(Collection<TreeFile> files) {
        this.files = files.stream().sorted().toList();
    }

    /// The file at a path.
    public Optional<TreeFile> file(String path) {
        int index = firstFrom(path);
        return index < files.size() && files.get(index).path().equals(path)
                ? Optional.of(files.get(index))
                : Optional.empty();
    }

    /// The files below a folder; all of them when its path is empty.
    public List<TreeFile> below(String folder) {
        // '0' is the character after '/'.
        return folder.isEmpty()
                ? files
                : files.subList(firstFrom(folder + "/"), firstFrom(folder + "0"));
    }

    private int firstFrom(String path) {
        int low = 0;
        int high = files.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (files.get(middle).path().compareTo(path) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The paths at which two sets of files differ.
    public static Set<String> difference(Collection<TreeFile> some, Collection<TreeFile> others) {
        Map<String, TreeFile> left = HashMap.newHashMap(some.size());
        some.forEach(file -> left.put(file.path(), file));
        Set<String> paths = new TreeSet<>();
        for (TreeFile file : others) {
            if (!file.equals(left.remove(file.path()))) {
                paths.add(file.path());
            }
        }
        paths.addAll(left.keySet());
        return paths;
    }
}
