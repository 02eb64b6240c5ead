//! Digests that need not be made again.
//!
//! A key names everything that a digest depends on: the bytes of both snapshots, what is told of them, and the version
//! of everything that reads and compares. What a cache holds may be lost or spoilt at any time: it is made again.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The version of all code and data that digests depend on, by their content.
const READER: &str = env!("RECENSION_READER");

/// Where digests are kept between runs.
pub trait Cache: Sync {
    /// What was kept under a key.
    fn get(&self, key: &str) -> Option<Vec<u8>>;
    /// Keeps something. Failure is silent: it costs time alone.
    fn put(&self, key: &str, bytes: &[u8]);
}

/// Keeps nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoCache;

impl Cache for NoCache {
    fn get(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn put(&self, _: &str, _: &[u8]) {}
}

/// Keeps one file for each key in a folder, which git is told to ignore.
#[derive(Debug, Clone)]
pub struct FolderCache {
    folder: PathBuf,
}

impl FolderCache {
    /// A cache in a folder, which is made when something is first kept.
    pub fn new(folder: PathBuf) -> FolderCache {
        FolderCache { folder }
    }

    fn keep(&self, key: &str, bytes: &[u8]) -> std::io::Result<()> {
        if !self.is_within() {
            return Err(ErrorKind::NotADirectory.into());
        }
        fs::create_dir_all(&self.folder)?;
        // What is new is written where no link stands.
        let create = |path: &Path| fs::OpenOptions::new().write(true).create_new(true).open(path);
        match create(&self.folder.join(".gitignore")) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            ignore => ignore?.write_all(b"*\n")?,
        }
        // Whole or not at all, also where two write the same: the name of the process keeps them apart.
        let draft = self.folder.join(format!("{key}.{}", std::process::id()));
        let _ = fs::remove_file(&draft);
        create(&draft)?.write_all(bytes)?;
        fs::rename(draft, self.folder.join(key))
    }

    /// Whether the folder is one, or is still to be made: a link would lead to another place.
    fn is_within(&self) -> bool {
        fs::symlink_metadata(&self.folder).map_or(true, |metadata| metadata.is_dir())
    }
}

impl Cache for FolderCache {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        let path = self.folder.join(key);
        let is_kept = self.is_within() && fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
        if is_kept { fs::read(path).ok() } else { None }
    }

    fn put(&self, key: &str, bytes: &[u8]) {
        let _ = self.keep(key, bytes);
    }
}

/// A key for what depends on these parts, and on how pages are read and compared.
pub(super) fn key(kind: &str, parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [READER, env!("CARGO_PKG_VERSION"), kind].iter().chain(parts) {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    format!("{kind}-{}", &hasher.finalize().to_hex()[..32])
}

/// What a cache holds under a key, if it is sound.
pub(super) fn fetch<T: DeserializeOwned>(cache: &dyn Cache, key: &str) -> Option<T> {
    let bytes = cache.get(key)?;
    // The hash of the rest comes first: a spoilt file could still be JSON.
    let (told, rest) = bytes.split_at_checked(64)?;
    (blake3::hash(rest).to_hex().as_bytes() == told).then(|| serde_json::from_slice(rest).ok())?
}

/// Keeps a value under a key.
pub(super) fn keep<T: Serialize>(cache: &dyn Cache, key: &str, value: &T) {
    let Ok(bytes) = serde_json::to_vec(value) else { return };
    let mut whole = blake3::hash(&bytes).to_hex().as_bytes().to_vec();
    whole.extend(bytes);
    cache.put(key, &whole);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use super::*;

    #[derive(Default)]
    struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

    impl Cache for Memory {
        fn get(&self, key: &str) -> Option<Vec<u8>> {
            self.0.lock().expect("nobody panics").get(key).cloned()
        }

        fn put(&self, key: &str, bytes: &[u8]) {
            self.0.lock().expect("nobody panics").insert(key.to_owned(), bytes.to_vec());
        }
    }

    #[test]
    fn what_is_spoilt_is_not_there() {
        let cache = Memory::default();
        keep(&cache, "k", &vec![1, 2, 3]);
        assert_eq!(fetch::<Vec<i32>>(&cache, "k"), Some(vec![1, 2, 3]));
        let spoilt = cache.get("k").map(|bytes| [&bytes[..65], b"2", &bytes[66..]].concat()).expect("it was kept");
        cache.put("k", &spoilt);
        assert_eq!(fetch::<Vec<i32>>(&cache, "k"), None);
    }

    #[test]
    fn keys_tell_parts_apart() {
        assert_ne!(key("step", &["ab", "c"]), key("step", &["a", "bc"]));
    }
}
