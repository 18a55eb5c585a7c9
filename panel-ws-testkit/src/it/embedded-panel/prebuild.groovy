// The page shows EE10 and says: for EE11, replace ee10 by ee11. So it is done here, and nothing else.
def copy = { String folder, String from, String to ->
    def files = [new File(basedir, 'pom.xml')]
    new File(basedir, 'src').eachFileRecurse(groovy.io.FileType.FILES) { files << it }
    files.each {
        def file = new File(new File(basedir, folder), basedir.toPath().relativize(it.toPath()).toString())
        file.parentFile.mkdirs()
        file.setText(it.getText('UTF-8').replace(from, to), 'UTF-8')
    }
}
copy('ee11', 'ee10', 'ee11')
copy('jetty-12.0', '', '')
// What happens to who has an older one.
copy('ee9', 'ee10', 'ee9')
return true
